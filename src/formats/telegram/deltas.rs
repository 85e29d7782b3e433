//! From registers read at irregular instants to the energy or volume of exact intervals.
//!
//! An interval's value is the difference of the register at its two borders, so it exists only where both are known:
//! read within [`Rule::tolerance`] seconds of the border, or unchanged from before it to after it, or, for slow meters,
//! between two readings close enough to draw a line ([`Rule::bridge`]). Elsewhere there is no reading at all. Another
//! serial number or a register that went down is another meter or a rollover: nothing is counted across it. So no value
//! is ever negative, and neighbouring values add up to the difference of the registers.

use super::{DeviceKind, MonthPeak, Telegram};
use crate::domain::{
    reading::Reading,
    series::{Quality, SeriesKind, Source},
    time::Instant,
    units::JOULES_PER_WH,
};
use std::collections::BTreeMap;

/// A register that did not move is known in between, for at most so many seconds.
const UNCHANGED: i64 = 86_400;

/// A register at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample<'a> {
    /// When it was read.
    pub at: Instant,
    /// The meter's serial number; empty when it has none.
    pub meter: &'a str,
    /// In the series' stored unit: joules, litres.
    pub value: i64,
}

/// How to cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Length of an interval in seconds; borders are its multiples in UTC (the clock's quarter-hours and hours in France
    /// and Belgium).
    pub step: i64,
    /// How many seconds from a border a register may have been read and still count as read there.
    pub tolerance: i64,
    /// The most seconds between two readings that are joined by a line; the values at both sides are estimated then.
    pub bridge: i64,
}

impl Rule {
    /// For electricity, whose telegrams come every second to every ten seconds.
    pub const QUARTER_HOURS: Self = Self { step: 900, tolerance: 5, bridge: 0 };
    /// For gas and water, which are read every few minutes, at odd seconds.
    pub const HOURS: Self = Self { step: 3_600, tolerance: 5, bridge: 900 };
}

/// The electricity registers of one direction, day and night together.
#[must_use]
pub fn electricity(telegrams: &[Telegram], kind: SeriesKind) -> Vec<Sample<'_>> {
    let sample = |telegram: &'_ Telegram| {
        let registers = match kind {
            SeriesKind::ElectricityConsumption => telegram.offtake,
            SeriesKind::ElectricityProduction => telegram.injection,
            _ => return None,
        };
        Some((telegram.at?, registers.total()?.checked_mul(JOULES_PER_WH)?))
    };
    let all = telegrams.iter().filter_map(|telegram| Some((telegram.serial.as_deref(), sample(telegram)?)));
    all.map(|(meter, (at, value))| Sample { at, meter: meter.unwrap_or_default(), value }).collect()
}

/// The M-Bus meters that were read, by channel.
#[must_use]
pub fn channels(telegrams: &[Telegram]) -> BTreeMap<u8, SeriesKind> {
    let devices = telegrams.iter().flat_map(|telegram| &telegram.devices);
    let kind = |kind: DeviceKind| match kind {
        DeviceKind::Gas => Some(SeriesKind::GasConsumption),
        DeviceKind::Water => Some(SeriesKind::WaterConsumption),
        DeviceKind::Other => None,
    };
    devices.filter(|device| device.reading.is_some()).filter_map(|d| Some((d.channel, kind(d.kind)?))).collect()
}

/// The volumes of the M-Bus meter on a channel. Telegrams repeat a reading until there is another one.
#[must_use]
pub fn device(telegrams: &[Telegram], channel: u8) -> Vec<Sample<'_>> {
    let devices = telegrams.iter().flat_map(|telegram| &telegram.devices).filter(|device| device.channel == channel);
    let sample = |device: &'_ super::Device| device.reading;
    let all = devices.filter_map(|device| Some((device.serial.as_deref(), sample(device)?)));
    all.map(|(meter, (at, value))| Sample { at, meter: meter.unwrap_or_default(), value }).collect()
}

/// The values of the intervals between known borders, by time. Samples may come in any order and several times.
#[must_use]
pub fn cut(samples: &[Sample<'_>], rule: Rule) -> Vec<Reading> {
    let mut samples = samples.to_vec();
    samples.sort_by_key(|sample| (sample.at, sample.value));
    samples.dedup();
    let mut readings = Vec::new();
    if rule.step <= 0 {
        return readings;
    }
    for run in samples.chunk_by(|a, b| a.meter == b.meter && a.value <= b.value) {
        let borders = borders(run, rule);
        for ((start, from), (end, to)) in borders.iter().zip(borders.iter().skip(1)) {
            if end - start == rule.step {
                let quality = if from.is_read() && to.is_read() { Quality::Raw } else { Quality::Estimated };
                let value = Some(to.value - from.value);
                let (start, step, source) = (Instant(*start), rule.step, Source::Telegram);
                readings.push(Reading { start, step, value, quality, source });
            }
        }
    }
    readings.sort_by_key(|reading| reading.start);
    readings.dedup_by_key(|reading| reading.start);
    readings
}

/// The peaks of past months that any telegram tells, each month once, the latest telegram's word last.
#[must_use]
pub fn month_peaks(telegrams: &[Telegram]) -> Vec<MonthPeak> {
    let mut sorted: Vec<&Telegram> = telegrams.iter().collect();
    sorted.sort_by_key(|telegram| telegram.at);
    let all = sorted.into_iter().flat_map(|telegram| &telegram.history);
    let by_month: BTreeMap<Instant, MonthPeak> = all.map(|month| (month.month_end, *month)).collect();
    by_month.into_values().collect()
}

/// A register at a border.
#[derive(Clone, Copy)]
struct Known {
    value: i64,
    /// Seconds from the border at which it was read; `None` when it lies on a line between two readings.
    distance: Option<i64>,
}

impl Known {
    fn is_read(self) -> bool {
        self.distance.is_some()
    }

    /// Whether it is better known than `other`: read before drawn, nearer before farther.
    fn beats(self, other: Self) -> bool {
        self.distance.unwrap_or(i64::MAX) < other.distance.unwrap_or(i64::MAX)
    }
}

fn borders(run: &[Sample<'_>], rule: Rule) -> BTreeMap<i64, Known> {
    let mut borders: BTreeMap<i64, Known> = BTreeMap::new();
    let mut note = |border: i64, known: Known| {
        let before = borders.get(&border);
        if before.is_none_or(|before| known.beats(*before)) {
            borders.insert(border, known);
        }
    };
    for sample in run {
        let at = sample.at.0;
        let nearest = at.saturating_add(rule.step / 2).div_euclid(rule.step).saturating_mul(rule.step);
        let distance = at.abs_diff(nearest).try_into().unwrap_or(i64::MAX);
        if distance <= rule.tolerance {
            note(nearest, Known { value: sample.value, distance: Some(distance) });
        }
    }
    for (from, to) in run.iter().zip(run.iter().skip(1)) {
        let gap = to.at.0.saturating_sub(from.at.0);
        let still = from.value == to.value;
        if gap > if still { UNCHANGED } else { rule.bridge } {
            continue;
        }
        let mut border = from.at.0.div_euclid(rule.step).saturating_add(1).saturating_mul(rule.step);
        while border < to.at.0 {
            let distance = still.then_some(0);
            note(border, Known { value: between(from, to, border), distance });
            border = border.saturating_add(rule.step);
        }
    }
    borders
}

/// On the line between two samples, rounded down: never below the first nor above the second.
fn between(from: &Sample<'_>, to: &Sample<'_>, at: i64) -> i64 {
    let (rise, gap) = (i128::from(to.value) - i128::from(from.value), i128::from(to.at.0) - i128::from(from.at.0));
    let part = rise * (i128::from(at) - i128::from(from.at.0)) / gap.max(1);
    i64::try_from(i128::from(from.value) + part).unwrap_or(from.value)
}
