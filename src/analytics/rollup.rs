//! The sums of one series over one local day, from what was received.

use super::zone::Zone;
use crate::domain::{
    reading::{DayRollup, Peak, Reading},
    series::{Quality, SeriesKind},
    time::{Interval, LocalDay},
};

/// Sums up a local day. `readings` are those that *start* inside the day, in order, without overlaps; `official` is the
/// operator's value for the whole day.
#[must_use]
pub fn of_day(zone: Zone, kind: SeriesKind, day: LocalDay, readings: &[Reading], official: Option<i64>) -> DayRollup {
    let bounds = zone.bounds(day);
    let mut rollup = DayRollup {
        day,
        day_seconds: bounds.seconds(),
        covered_seconds: 0,
        values: 0,
        nulls: 0,
        sum: 0,
        official,
        max: None,
        min: None,
        estimated: 0,
        corrected: 0,
    };
    for reading in readings {
        match reading.value {
            Some(value) => add(&mut rollup, kind, bounds, reading, value),
            None => rollup.nulls += 1,
        }
    }
    rollup
}

/// Splits `readings`, in order, by the local day of their start.
pub fn by_day(zone: Zone, readings: &[Reading]) -> impl Iterator<Item = (LocalDay, &[Reading])> {
    let mut rest = readings;
    std::iter::from_fn(move || {
        let day = zone.day(rest.first()?.start);
        let end = zone.bounds(day).end;
        let (of_day, after) = rest.split_at(rest.partition_point(|reading| reading.start < end).max(1));
        rest = after;
        Some((day, of_day))
    })
}

fn add(rollup: &mut DayRollup, kind: SeriesKind, bounds: Interval, reading: &Reading, value: i64) {
    let Reading { start, step, .. } = *reading;
    rollup.values += 1;
    rollup.sum = rollup.sum.saturating_add(value);
    // An interval that ends after midnight covers no more of this day than there is.
    rollup.covered_seconds += reading.interval().end.min(bounds.end).0 - start.0;
    rollup.estimated += i64::from(reading.quality == Quality::Estimated);
    rollup.corrected += i64::from(reading.quality == Quality::Corrected);
    let peak = Peak { value, step, start };
    if rollup.max.is_none_or(|max| above(kind, peak, max)) {
        rollup.max = Some(peak);
    }
    if rollup.min.is_none_or(|min| above(kind, min, peak)) {
        rollup.min = Some(peak);
    }
}

/// Whether the mean of `a` is above that of `b`. Energy and volume are compared per second, states as they are.
fn above(kind: SeriesKind, a: Peak, b: Peak) -> bool {
    if kind.is_additive() {
        i128::from(a.value) * i128::from(b.step) > i128::from(b.value) * i128::from(a.step)
    } else {
        a.value > b.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{reading::Coverage, series::Source, time::Instant};

    const KIND: SeriesKind = SeriesKind::ElectricityConsumption;

    fn day() -> LocalDay {
        LocalDay::from_ymd_opt(2026, 10, 25).unwrap()
    }

    fn reading(start: Instant, step: i64, value: Option<i64>) -> Reading {
        let quality = if value.is_some() { Quality::Raw } else { Quality::Missing };
        Reading { start, step, value, quality, source: Source::Enedis }
    }

    fn from_midnight(step: i64, count: i64) -> Vec<Reading> {
        let midnight = Zone::PARIS.bounds(day()).start;
        (0..count).map(|i| reading(midnight.plus(i * step), step, Some(i))).collect()
    }

    #[test]
    fn the_day_of_25_hours_has_50_half_hours() {
        let of = |readings: &[Reading]| of_day(Zone::PARIS, KIND, day(), readings, None).coverage();
        assert_eq!(of(&from_midnight(1_800, 50)), Coverage::Complete);
        assert_eq!(of(&from_midnight(1_800, 48)), Coverage::Partial);
        assert_eq!(of(&[]), Coverage::Absent);
        assert_eq!(of(&[reading(Zone::PARIS.bounds(day()).start, 1_800, None)]), Coverage::Empty);
    }

    #[test]
    fn peaks_are_compared_by_mean_power() {
        let midnight = Zone::PARIS.bounds(day()).start;
        let readings = [reading(midnight, 3_600, Some(100)), reading(midnight.plus(3_600), 600, Some(90))];
        let rollup = of_day(Zone::PARIS, KIND, day(), &readings, Some(7));
        assert_eq!((rollup.max.unwrap().value, rollup.min.unwrap().value), (90, 100));
        assert_eq!((rollup.sum, rollup.total(), rollup.is_whole()), (190, Some(7), true));
        let states = of_day(Zone::PARIS, SeriesKind::Temperature, day(), &readings, None);
        assert_eq!(states.max.unwrap().value, 100);
    }

    #[test]
    fn days_are_split_at_local_midnight() {
        let readings = from_midnight(1_800, 52);
        let split: Vec<_> = by_day(Zone::PARIS, &readings).map(|(day, of)| (day, of.len())).collect();
        assert_eq!(split, [(day(), 50), (day().succ_opt().unwrap(), 2)]);
    }
}
