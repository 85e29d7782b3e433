//! From a checked frame to what it says.

use super::{
    ActiveTariff, Device, DeviceKind, Frame, MonthPeak, Numbering, QuarterPeak, Registers, Telegram, TelegramError,
    line::{CURRENT, ENERGY, Line, POWER, VOLTAGE, VOLUME, hex_text, lines, quantity, stamp},
};
use std::collections::BTreeMap;

/// Reads a telegram.
///
/// # Errors
/// Text, time, register or power that cannot be read. What only informs (voltages, limits, M-Bus) is left out instead.
pub fn parse(frame: &Frame) -> Result<Telegram, TelegramError> {
    let text = std::str::from_utf8(frame.bytes()).ok().filter(|text| text.is_ascii()).ok_or(TelegramError::Text)?;
    let lines = lines(text);
    let reader = Reader(lines.iter().rev().map(|line| (line.code, line)).collect());
    let numbering = if reader.first("0-0:96.1.4").is_some() { Numbering::Belgian } else { Numbering::Dutch };
    let at = match reader.first("0-0:1.0.0") {
        None | Some("") => None,
        Some(text) => Some(stamp(text).ok_or(broken("0-0:1.0.0", "YYMMDDhhmmss and S or W"))?),
    };
    Ok(Telegram {
        header: text.lines().next().unwrap_or_default().trim_start_matches('/').trim().to_owned(),
        version: reader.first("0-0:96.1.4").or(reader.first("1-3:0.2.8")).map(str::to_owned),
        numbering,
        serial: reader.serial("0-0:96.1.1"),
        ean: reader.first("0-0:96.1.2").and_then(hex_text).filter(|ean| ean.len() == 18),
        at,
        offtake: reader.registers(["1-0:1.8.0", "1-0:1.8.1", "1-0:1.8.2"], numbering)?,
        injection: reader.registers(["1-0:2.8.0", "1-0:2.8.1", "1-0:2.8.2"], numbering)?,
        tariff: reader.first("0-0:96.14.0").and_then(|text| tariff(text, numbering)),
        power_offtake: reader.power("1-0:1.7.0")?,
        power_injection: reader.power("1-0:2.7.0")?,
        quarter_mean: reader.power("1-0:1.4.0")?,
        month_peak: reader.values("1-0:1.6.0").map(|values| peak(values, "1-0:1.6.0")).transpose()?,
        history: reader.values("0-0:98.1.0").map_or(Ok(Vec::new()), history)?,
        phases: std::array::from_fn(|phase| reader.phase(phase)),
        breaker: reader.first("0-0:96.3.10").and_then(|text| text.parse().ok()),
        limiter: reader.first("0-0:17.0.0").and_then(|text| quantity(text, POWER)),
        fuse: reader.first("1-0:31.4.0").and_then(|text| quantity(text, CURRENT)).map(|milli| milli / 1_000),
        devices: (1..=4).filter_map(|channel| reader.device(channel)).collect(),
    })
}

fn broken(code: &'static str, expected: &'static str) -> TelegramError {
    TelegramError::Line { code, expected }
}

fn tariff(text: &str, numbering: Numbering) -> Option<ActiveTariff> {
    match (text.parse::<u16>().ok()?, numbering) {
        (1, Numbering::Belgian) | (2, Numbering::Dutch) => Some(ActiveTariff::Day),
        (2, Numbering::Belgian) | (1, Numbering::Dutch) => Some(ActiveTariff::Night),
        _ => None,
    }
}

/// `(time)(power)`.
fn peak(values: &[&str], code: &'static str) -> Result<QuarterPeak, TelegramError> {
    let power = values.get(1).and_then(|power| quantity(power, POWER));
    let watts = power.ok_or(broken(code, "a time and a number of kW"))?;
    Ok(QuarterPeak { at: values.first().and_then(|at| stamp(at)), watts })
}

/// `(n)(code)(code)`, then n times `(month end)(time)(power)`.
fn history(values: &[&str]) -> Result<Vec<MonthPeak>, TelegramError> {
    let mut months = Vec::new();
    for entry in values.get(3..).unwrap_or_default().chunks(3) {
        let month_end = entry.first().and_then(|end| stamp(end));
        let month_end = month_end.ok_or(broken("0-0:98.1.0", "the end of a month, a time and a number of kW"))?;
        months.push(MonthPeak { month_end, peak: peak(entry.get(1..).unwrap_or_default(), "0-0:98.1.0")? });
    }
    months.sort_by_key(|month| month.month_end);
    Ok(months)
}

/// Lines by code; of two with the same code the first counts.
struct Reader<'a>(BTreeMap<&'a str, &'a Line<'a>>);

impl<'a> Reader<'a> {
    fn values(&self, code: &str) -> Option<&'a [&'a str]> {
        self.0.get(code).map(|line| line.values.as_slice())
    }

    fn first(&self, code: &str) -> Option<&'a str> {
        self.values(code)?.first().copied()
    }

    /// Serial numbers are hexadecimal ASCII; old meters write plain digits.
    fn serial(&self, code: &str) -> Option<String> {
        let text = self.first(code).filter(|text| !text.is_empty())?;
        Some(hex_text(text).unwrap_or_else(|| text.to_owned()))
    }

    fn power(&self, code: &'static str) -> Result<Option<i64>, TelegramError> {
        self.measured(code).map_or(Ok(None), |text| {
            quantity(text, POWER).map(Some).ok_or(broken(code, "a number of kW that is not negative"))
        })
    }

    fn registers(&self, codes: [&'static str; 3], numbering: Numbering) -> Result<Registers, TelegramError> {
        let register = |code: &'static str| match self.measured(code) {
            None => Ok(None),
            Some(text) => {
                quantity(text, ENERGY).map(Some).ok_or(broken(code, "a number of kWh with at most three decimals"))
            }
        };
        let [both, one, two] = codes;
        let (both, one, two) = (register(both)?, register(one)?, register(two)?);
        let (day, night) = if numbering == Numbering::Belgian { (one, two) } else { (two, one) };
        Ok(Registers { day, night, both })
    }

    fn measured(&self, code: &str) -> Option<&'a str> {
        self.first(code).filter(|text| !text.is_empty())
    }

    fn phase(&self, phase: usize) -> super::Phase {
        let read = |group: usize, code: &str, units| {
            self.first(&format!("1-0:{}{code}", group + 20 * phase)).and_then(|text| quantity(text, units))
        };
        super::Phase {
            offtake: read(21, ".7.0", POWER),
            injection: read(22, ".7.0", POWER),
            millivolts: read(32, ".7.0", VOLTAGE),
            milliamperes: read(31, ".7.0", CURRENT),
        }
    }

    fn device(&self, channel: u8) -> Option<Device> {
        let code = |rest: &str| format!("0-{channel}:{rest}");
        let kind = match self.first(&code("24.1.0"))?.parse::<u16>() {
            Ok(3) => DeviceKind::Gas,
            Ok(7) => DeviceKind::Water,
            _ => DeviceKind::Other,
        };
        let serial = self.serial(&code("96.1.1")).or_else(|| self.serial(&code("96.1.0")));
        // Belgian gas is as measured (24.2.3); Dutch gas at standard conditions, and water, are 24.2.1.
        let values = self.values(&code("24.2.3")).or_else(|| self.values(&code("24.2.1"))).unwrap_or_default();
        let reading = values.first().and_then(|at| stamp(at)).zip(values.get(1).and_then(|v| quantity(v, VOLUME)));
        let reading = reading.filter(|_| kind != DeviceKind::Other);
        Some(Device { channel, kind, serial, reading })
    }
}
