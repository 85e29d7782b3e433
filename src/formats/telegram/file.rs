//! A file of telegrams, as a logger writes it or as one is copied by hand.

use super::{Check, Framer, QuarterPeak, Registers, Telegram, TelegramError, deltas, deltas::Rule};
use crate::{
    analytics::zone::Zone,
    domain::{series::SeriesKind, time::Instant},
    formats::{Format, FormatError, LabelConvention, Parsed, ParsedSeries},
};

/// How far a file is looked into.
const LOOK: usize = 8_192;

/// Whether the bytes look like telegrams: a line that begins with `/`, and OBIS codes.
#[must_use]
pub fn recognises(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let begins = head.trim_ascii_start().starts_with(b"/") || head.windows(2).any(|two| two == b"\n/");
    begins && head.windows(7).any(|of| of == b"-0:1.8." || of == b"-0:96.1" || of == b"-0:1.7.")
}

/// Reads all telegrams of a file; those with a wrong checksum or none are counted, not read. An editor may have turned
/// the line ends into bare LF: the checksum is that of CR LF all the same.
///
/// Quarter-hours become series where [`deltas`] finds any. A series has the EAN that the meter tells, else the serial
/// number of its own meter.
///
/// # Errors
/// When there is no telegram that can be read.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let all = telegrams(bytes, Check::Required);
    let refused = all.iter().filter(|telegram| telegram.is_err()).count();
    let telegrams: Vec<Telegram> = all.into_iter().flatten().collect();
    let last =
        telegrams.last().ok_or(FormatError::Field { field: "telegram", expected: "one with a right checksum" })?;
    let mut facts = facts(last);
    facts.push(("telegrams", telegrams.len().to_string()));
    facts.extend(Some(("refused", refused.to_string())).filter(|_| refused > 0));
    let series = series(&telegrams);
    Ok(Parsed { format: Format::Telegram, zone: Zone::BRUSSELS, series, peaks: None, facts })
}

/// All telegrams of some bytes, in order, each read or refused. Bytes without any CR have lost them: see [`parse`].
#[must_use]
pub fn telegrams(bytes: &[u8], check: Check) -> Vec<Result<Telegram, TelegramError>> {
    let mut framer = Framer::new(check);
    let mut frames = Vec::new();
    if bytes.contains(&b'\r') {
        frames.extend(framer.push(bytes));
    } else {
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            let text = line.strip_suffix(b"\n");
            frames.extend(framer.push(text.unwrap_or(line)));
            frames.extend(framer.push(text.map_or(&b""[..], |_| b"\r\n")));
        }
    }
    frames.extend(framer.finish());
    frames.into_iter().map(|frame| super::parse(&frame?)).collect()
}

fn series(telegrams: &[Telegram]) -> Vec<ParsedSeries> {
    let own = telegrams.iter().find_map(|telegram| telegram.ean.as_deref().or(telegram.serial.as_deref()));
    let mut series = Vec::new();
    let mut add = |number: &str, kind, samples: &[deltas::Sample<'_>], rule, native_unit| {
        let readings = deltas::cut(samples, rule);
        if !readings.is_empty() {
            let (number, label) = (number.to_owned(), LabelConvention::Both);
            series.push(ParsedSeries { number, kind, readings, official: Vec::new(), label, native_unit });
        }
    };
    for kind in [SeriesKind::ElectricityConsumption, SeriesKind::ElectricityProduction] {
        add(own.unwrap_or_default(), kind, &deltas::electricity(telegrams, kind), Rule::QUARTER_HOURS, "kWh");
    }
    for (channel, kind) in deltas::channels(telegrams) {
        let samples = deltas::device(telegrams, channel);
        add(samples.last().map_or("", |sample| sample.meter), kind, &samples, Rule::HOURS, "m3");
    }
    series
}

/// What the last telegram says, for people. Times in UTC.
fn facts(telegram: &Telegram) -> Vec<(&'static str, String)> {
    let mut facts = vec![("header", telegram.header.clone())];
    let mut add = |name, value: Option<String>| facts.extend(value.map(|value| (name, value)));
    add("version", telegram.version.clone());
    add("serial", telegram.serial.clone());
    add("ean", telegram.ean.clone());
    add("time", telegram.at.map(Instant::to_rfc3339));
    add("tariff", telegram.tariff.map(|tariff| format!("{tariff:?}").to_lowercase()));
    let registers = |of: Registers| [("day", of.day), ("night", of.night), ("both", of.both)];
    for (name, of) in [("offtake", telegram.offtake), ("injection", telegram.injection)] {
        for (tariff, value) in registers(of) {
            add(name, value.map(|wh| format!("{tariff} {wh} Wh")));
        }
    }
    add("power_offtake", telegram.power_offtake.map(watts));
    add("power_injection", telegram.power_injection.map(watts));
    add("quarter_mean", telegram.quarter_mean.map(watts));
    add("month_peak", telegram.month_peak.map(peak));
    for month in &telegram.history {
        add("past_peak", Some(format!("{} (month to {})", peak(month.peak), month.month_end.to_rfc3339())));
    }
    for device in &telegram.devices {
        let reading = device.reading.map(|(at, litres)| format!("{litres} l {}", at.to_rfc3339()));
        let kind = format!("{:?}", device.kind).to_lowercase();
        let serial = device.serial.as_deref().unwrap_or_default();
        add("device", Some(format!("{} {kind} {serial} {}", device.channel, reading.unwrap_or_default())));
    }
    facts
}

fn watts(watts: i64) -> String {
    format!("{watts} W")
}

fn peak(peak: QuarterPeak) -> String {
    format!("{} W {}", peak.watts, peak.at.map_or_else(|| "-".to_owned(), Instant::to_rfc3339))
}
