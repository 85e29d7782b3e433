//! Month peaks of the quarter-hours, and the mean that the capacity tariff is paid on.

use crate::{
    analytics::zone::Zone,
    domain::{reading::Reading, time::LocalDay},
};
use chrono::{Datelike, Months};
use std::collections::BTreeMap;

/// The grid operator's interval: quarter-hours that begin at :00, :15, :30 and :45.
const QUARTER: i64 = 900;
/// No month counts for less, in watts.
const LEAST: i64 = 2_500;
/// Months that the mean looks back on, its own included.
const MONTHS: u32 = 12;

/// The highest quarter-hour of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthPeak {
    /// Mean power in whole watts, half a watt up: meters show kW with three decimals.
    pub watts: i64,
    /// Whether some of the month is known by other intervals only. Longer ones hide the peaks inside them: the true one is
    /// not lower.
    pub uncertain: bool,
}

/// The peaks of months, by their first day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peaks(BTreeMap<LocalDay, MonthPeak>);

/// The mean of the last twelve month peaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeanPeak {
    /// Sum of the peaks in watts, each raised to the least that counts.
    pub watts: i64,
    /// How many months: the sum is to be divided by it. At least 1.
    pub months: i64,
    /// Whether a peak is uncertain, or nothing is known of its month.
    pub uncertain: bool,
}

impl Peaks {
    /// Of readings of consumption, in order, without overlaps. Months of which nothing is known have none.
    #[must_use]
    pub fn of(zone: Zone, readings: &[Reading]) -> Self {
        let mut peaks = Self::default();
        let mut quarter = (0, 0);
        for reading in readings {
            let Some(joules) = reading.value else { continue };
            let whole = reading.interval();
            if reading.step > QUARTER {
                peaks.add(zone, reading, mean(joules, reading.step), true);
                continue;
            }
            let (first, last) = (whole.start.0.div_euclid(QUARTER), (whole.end.0 - 1).div_euclid(QUARTER));
            for number in first..=last {
                let inside = whole.end.0.min((number + 1) * QUARTER) - whole.start.0.max(number * QUARTER);
                let part =
                    joules / reading.step.max(1) * inside + joules % reading.step.max(1) * inside / reading.step.max(1);
                quarter = (number, part.saturating_add(if quarter.0 == number { quarter.1 } else { 0 }));
                peaks.add(zone, reading, mean(quarter.1, QUARTER), first != last);
            }
        }
        peaks
    }

    /// The peaks by the first day of their month, in order.
    pub fn months(&self) -> impl Iterator<Item = (LocalDay, MonthPeak)> {
        self.0.iter().map(|(first, peak)| (*first, *peak))
    }

    /// The mean for a local day. Months without any value are left out; without any month the least counts.
    #[must_use]
    pub fn mean(&self, day: LocalDay) -> MeanPeak {
        let month = first_of(day);
        let begin = month.checked_sub_months(Months::new(MONTHS - 1)).unwrap_or(month);
        let known = || self.0.range(begin..=month).map(|(_, peak)| peak);
        let months = i64::try_from(known().count()).unwrap_or_default();
        if months == 0 {
            return MeanPeak { watts: LEAST, months: 1, uncertain: true };
        }
        MeanPeak {
            watts: known().map(|peak| peak.watts.max(LEAST)).sum(),
            months,
            uncertain: months < i64::from(MONTHS) || known().any(|peak| peak.uncertain),
        }
    }

    fn add(&mut self, zone: Zone, reading: &Reading, watts: i64, uncertain: bool) {
        let peak = self.0.entry(first_of(zone.day(reading.start))).or_insert(MonthPeak { watts, uncertain });
        peak.watts = peak.watts.max(watts);
        peak.uncertain |= uncertain;
    }
}

fn first_of(day: LocalDay) -> LocalDay {
    day.with_day(1).unwrap_or(day)
}

fn mean(joules: i64, seconds: i64) -> i64 {
    joules.saturating_add(seconds / 2) / seconds.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        series::{Quality, Source},
        time::Instant,
    };

    fn day(year: i32, month: u32) -> LocalDay {
        LocalDay::from_ymd_opt(year, month, 1).unwrap()
    }

    fn reading(start: Instant, step: i64, watts: i64) -> Reading {
        Reading { start, step, value: Some(watts * step), quality: Quality::Raw, source: Source::Enedis }
    }

    fn month(year: i32, month: u32, step: i64, watts: i64) -> Reading {
        reading(Zone::BRUSSELS.bounds(day(year, month)).start.plus(7_200), step, watts)
    }

    #[test]
    fn the_mean_of_twelve_months_with_its_least() {
        let mut readings = vec![month(2025, 1, 900, 90_000)];
        readings.extend((2..=12).map(|of| month(2025, of, 900, 4_168)));
        readings.push(month(2026, 1, 900, 300));
        let peaks = Peaks::of(Zone::BRUSSELS, &readings);
        let mean = peaks.mean(day(2026, 1).succ_opt().unwrap());
        assert_eq!(mean, MeanPeak { watts: 11 * 4_168 + 2_500, months: 12, uncertain: false });
        assert_eq!(peaks.mean(day(2025, 2)), MeanPeak { watts: 94_168, months: 2, uncertain: true });
        assert_eq!(peaks.mean(day(2024, 12)), MeanPeak { watts: 2_500, months: 1, uncertain: true });
    }

    #[test]
    fn shorter_steps_make_quarters_and_longer_ones_a_lower_bound() {
        let start = Zone::BRUSSELS.bounds(day(2026, 3)).start;
        let fives: Vec<_> = [9, 3, 3, 0, 6, 6]
            .into_iter()
            .zip(0..)
            .map(|(kw, n)| reading(start.plus(n * 300), 300, kw * 1_000))
            .collect();
        assert_eq!(Peaks::of(Zone::BRUSSELS, &fives).0[&day(2026, 3)], MonthPeak { watts: 5_000, uncertain: false });
        let halves = [reading(start, 1_800, 4_000), reading(start.plus(1_800), 900, 3_000)];
        assert_eq!(Peaks::of(Zone::BRUSSELS, &halves).0[&day(2026, 3)], MonthPeak { watts: 4_000, uncertain: true });
    }
}
