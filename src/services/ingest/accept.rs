//! Which received values are possible at all, and one value for each stretch of time inside a batch.

use super::merge::resolve;
use crate::{
    analytics::zone::Zone,
    domain::{
        reading::Reading,
        series::{Quality, SeriesKind},
        time::{Instant, Interval, LocalDay},
    },
    storage::readings::MAX_STEP,
};
use chrono::Datelike;
use std::collections::BTreeMap;

/// How far ahead of our clock an interval may end: the operator's clock is not ours. In seconds.
pub const TOLERANCE: i64 = 15 * 60;

/// Whether an interval can have been measured: whole minutes, a positive step of at most 25 hours, and an *end* that is not in the
/// future. The label of an interval is often its end, so the start says nothing about the future.
pub fn possible(interval: Interval, now: Instant) -> bool {
    interval.start.0 >= 0
        && interval.start.0 % 60 == 0
        && interval.seconds() % 60 == 0
        && (1..=MAX_STEP).contains(&interval.seconds())
        && interval.end.0 <= now.0.saturating_add(TOLERANCE)
}

/// Whether a local day can have been measured as a whole.
pub fn possible_day(zone: Zone, day: LocalDay, now: Instant) -> bool {
    // Time zones are not computed for the ends of the calendar.
    (1970..2200).contains(&day.year()) && possible(zone.bounds(day), now)
}

/// Whether a reading can be stored in a series of `kind`.
pub fn acceptable(reading: &Reading, kind: SeriesKind, now: Instant) -> bool {
    let value_fits = match reading.value {
        Some(value) => kind.accepts(value) && reading.quality != Quality::Missing,
        None => reading.quality == Quality::Missing,
    };
    value_fits && possible(reading.interval(), now)
}

/// The batch in order, without two readings that overlap: of the same interval the last of the highest quality, of
/// different grids what [`resolve`] prefers. The second number is how many gave way.
pub fn distinct(readings: impl Iterator<Item = Reading>) -> (Vec<Reading>, u32) {
    let mut grids: BTreeMap<i64, BTreeMap<Instant, Reading>> = BTreeMap::new();
    let mut received = 0_usize;
    for reading in readings {
        received += 1;
        let slot = grids.entry(reading.step).or_default().entry(reading.start).or_insert(reading);
        if reading.quality >= slot.quality {
            *slot = reading;
        }
    }
    let mut kept: Vec<Reading> = Vec::new();
    for grid in grids.into_values() {
        let mut row: Vec<Reading> = Vec::with_capacity(grid.len());
        for reading in grid.into_values() {
            match row.last_mut() {
                Some(last) if last.interval().overlaps(reading.interval()) => {
                    if reading.quality > last.quality {
                        *last = reading;
                    }
                }
                _ => row.push(reading),
            }
        }
        kept = if kept.is_empty() { row } else { resolve(&kept, &row) };
    }
    let lost = u32::try_from(received - kept.len()).unwrap_or(u32::MAX);
    (kept, lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::series::Source;

    const NOW: Instant = Instant(1_000_020);

    fn reading(start: i64, step: i64, value: Option<i64>, quality: Quality) -> Reading {
        Reading { start: Instant(start), step, value, quality, source: Source::Enedis }
    }

    #[test]
    fn impossible_values_are_refused() {
        let kind = SeriesKind::ElectricityConsumption;
        let ok = |start, step, value, quality| acceptable(&reading(start, step, value, quality), kind, NOW);
        assert!(ok(998_220, 1_800, Some(0), Quality::Raw));
        assert!(ok(999_120, 1_800, Some(0), Quality::Raw), "the tolerance");
        assert!(!ok(999_180, 1_800, Some(0), Quality::Raw), "the end counts");
        assert!(
            !ok(998_221, 1_800, Some(0), Quality::Raw) && !ok(998_220, 1_799, Some(0), Quality::Raw),
            "whole minutes"
        );
        assert!(!ok(998_220, 0, Some(0), Quality::Raw) && !ok(998_220, -5, Some(0), Quality::Raw));
        assert!(!ok(0, MAX_STEP + 1, Some(0), Quality::Raw) && !ok(-1, 60, Some(0), Quality::Raw));
        assert!(!ok(0, 1_800, Some(-1), Quality::Raw) && !ok(0, 1_800, Some(1), Quality::Missing));
        assert!(ok(0, 1_800, None, Quality::Missing) && !ok(0, 1_800, None, Quality::Raw));
        assert!(!ok(i64::MAX, i64::MAX, Some(1), Quality::Raw) && !ok(i64::MIN, 60, Some(1), Quality::Raw));
    }

    #[test]
    fn of_doubled_rows_the_last_of_the_highest_quality_stays() {
        let rows = [(1, Quality::Raw), (2, Quality::Validated), (3, Quality::Validated), (4, Quality::Estimated)];
        let (kept, lost) = distinct(rows.into_iter().map(|(value, quality)| reading(0, 60, Some(value), quality)));
        assert_eq!((kept[0].value, kept.len(), lost), (Some(3), 1, 3));
    }

    #[test]
    fn two_grids_in_one_batch_do_not_overlap() {
        let hour = reading(0, 3_600, Some(9), Quality::Raw);
        let halves = [reading(0, 1_800, Some(4), Quality::Raw), reading(1_800, 1_800, Some(5), Quality::Raw)];
        let (kept, lost) = distinct([halves[1], hour, halves[0]].into_iter());
        assert_eq!((kept.as_slice(), lost), (halves.as_slice(), 1));
        let off_grid = reading(600, 1_800, Some(1), Quality::Raw);
        assert_eq!(distinct([halves[0], off_grid].into_iter()), (vec![halves[0]], 1));
    }
}
