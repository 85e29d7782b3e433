//! The signature of a meter or a building: mean power of each hour or half-hour of the wall clock, day under day.

use super::zone::{Wall, Zone};
use crate::{
    domain::{
        reading::Reading,
        time::{Interval, LocalDay},
    },
    views::shared::Fingerprint,
};

const HOUR: i64 = 3_600;

/// How finely a day is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// 24 hours.
    Hours,
    /// 48 half-hours.
    HalfHours,
}

impl Cut {
    fn per_day(self) -> u32 {
        match self {
            Self::Hours => 24,
            Self::HalfHours => 48,
        }
    }
}

/// The fingerprint of the local days `[first, end)`. `series` are electricity readings, one list in order for each
/// meter; their powers add up. A slot is known when every series that has any value in these days covers all of it.
/// The hour that the clock shows twice is the mean over both, a half-hour that it shows twice is the first; what it
/// skips is `None`.
#[must_use]
pub fn of(zone: Zone, first: LocalDay, end: LocalDay, cut: Cut, series: &[Vec<Reading>]) -> Fingerprint {
    let slots: Vec<Option<Interval>> = first
        .iter_days()
        .take_while(|day| *day < end)
        .flat_map(|day| (0..cut.per_day()).map(move |slot| on_the_clock(zone, day, cut, slot)))
        .collect();
    let clock: Vec<Interval> = slots.iter().flatten().copied().collect();
    let mut watts: Vec<Option<f64>> = vec![None; clock.len()];
    for (nth, of_series) in series.iter().filter_map(|readings| mean_watts(&clock, readings)).enumerate() {
        for (sum, own) in watts.iter_mut().zip(of_series) {
            let before = if nth == 0 { Some(0.0) } else { *sum };
            *sum = before.zip(own).map(|(before, own)| before + own);
        }
    }
    let mut known = watts.into_iter();
    let watts = slots.iter().map(|slot| slot.and_then(|_| known.next().flatten()).map(rounded)).collect();
    Fingerprint { first_day: first, per_day: cut.per_day(), watts }
}

/// The instants at which the clock shows this slot of the day.
fn on_the_clock(zone: Zone, day: LocalDay, cut: Cut, slot: u32) -> Option<Interval> {
    let minute = slot * (24 * 60 / cut.per_day());
    let length = HOUR * 24 / i64::from(cut.per_day());
    match (zone.instants(day.and_hms_opt(minute / 60, minute % 60, 0)?), cut) {
        (Wall::Once(at), _) => Some(Interval::from_start(at, length)),
        (Wall::Twice(earlier, later), Cut::Hours) => Some(Interval { start: earlier, end: later.plus(length) }),
        // The two are not neighbours: their mean would take in the half-hour between them.
        (Wall::Twice(earlier, _), Cut::HalfHours) => Some(Interval::from_start(earlier, length)),
        (Wall::Skipped(_), _) => None,
    }
}

/// Mean power of one series in each slot that it covers; `None` when it has no value in any of them.
fn mean_watts(slots: &[Interval], readings: &[Reading]) -> Option<Vec<Option<f64>>> {
    let mut sums = vec![(0.0, 0); slots.len()];
    let mut any = false;
    // Steps above an hour say nothing about one.
    for reading in readings.iter().filter(|reading| (1..=HOUR).contains(&reading.step)) {
        let (Some(value), interval) = (reading.value, reading.interval()) else { continue };
        let from = slots.partition_point(|slot| slot.end <= interval.start);
        for (slot, sum) in slots.iter().zip(&mut sums).skip(from).take_while(|(slot, _)| slot.start < interval.end) {
            let seconds = interval.end.min(slot.end).0 - interval.start.max(slot.start).0;
            sum.0 += float(value) * float(seconds) / float(reading.step);
            sum.1 += seconds;
            any = true;
        }
    }
    let mean = |(slot, (joules, covered)): (&Interval, (f64, i64))| {
        (covered >= slot.seconds()).then(|| joules / float(slot.seconds()))
    };
    any.then(|| slots.iter().zip(sums).map(mean).collect())
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn float(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
fn rounded(watts: f64) -> u32 {
    watts.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::series::{Quality, Source};

    fn day(month: u32, day: u32) -> LocalDay {
        LocalDay::from_ymd_opt(2026, month, day).unwrap()
    }

    /// Half-hours over whole local days; the n-th has the power that `watts` says.
    fn curve(first: LocalDay, end: LocalDay, watts: impl Fn(i64) -> Option<i64>) -> Vec<Reading> {
        let span = Zone::PARIS.span(first, end);
        let row = |n: i64| {
            let value = watts(n).map(|watts| watts * 1_800);
            let quality = if value.is_some() { Quality::Raw } else { Quality::Missing };
            Reading { start: span.start.plus(n * 1_800), step: 1_800, value, quality, source: Source::Enedis }
        };
        (0..span.seconds() / 1_800).map(row).collect()
    }

    #[test]
    fn an_hour_is_the_mean_of_its_halves_and_meters_add_up() {
        let (first, end) = (day(11, 1), day(11, 3));
        let a = curve(first, end, |n| Some(100 + n % 2 * 50));
        let b = curve(first, end, |n| (n != 5).then_some(1_000));
        let both = of(Zone::PARIS, first, end, Cut::Hours, &[a, b, Vec::new()]);
        assert_eq!((both.first_day, both.watts.len()), (first, 48));
        assert_eq!((both.watts[0], both.watts[2], both.watts[47]), (Some(1_125), None, Some(1_125)));
    }

    #[test]
    fn clock_changes() {
        let (first, end) = (day(10, 25), day(10, 26));
        let autumn =
            of(Zone::PARIS, first, end, Cut::Hours, &[curve(first, end, |n| Some(if n < 6 { 100 } else { 300 }))]);
        assert_eq!(autumn.watts[1..4], [Some(100), Some(200), Some(300)]);
        let (first, end) = (day(3, 29), day(3, 30));
        let spring = of(Zone::PARIS, first, end, Cut::Hours, &[curve(first, end, |n| Some(n / 2))]);
        assert_eq!(spring.watts[1..4], [Some(1), None, Some(2)]);
        assert_eq!(spring.watts[23], Some(22));
    }

    #[test]
    fn half_hours_are_not_mixed() {
        let (first, end) = (day(11, 1), day(11, 2));
        let fine = of(Zone::PARIS, first, end, Cut::HalfHours, &[curve(first, end, |n| (n != 3).then_some(n))]);
        assert_eq!((fine.columns(), fine.days()), (48, 1));
        assert_eq!(fine.watts[2..5], [Some(2), None, Some(4)]);
        let (first, end) = (day(10, 25), day(10, 26));
        let autumn = of(Zone::PARIS, first, end, Cut::HalfHours, &[curve(first, end, Some)]);
        assert_eq!(autumn.watts[4..8], [Some(4), Some(5), Some(8), Some(9)], "of 2:00 and 2:30 the first");
    }

    #[test]
    fn nothing_known_and_zero_are_not_the_same() {
        let (first, end) = (day(11, 1), day(11, 2));
        assert_eq!(of(Zone::PARIS, first, end, Cut::Hours, &[]).watts, vec![None; 24]);
        assert_eq!(of(Zone::PARIS, first, end, Cut::Hours, &[curve(first, end, |_| Some(0))]).watts, vec![Some(0); 24]);
    }
}
