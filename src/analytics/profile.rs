//! The shape of a consumption: what runs day and night, how evenly it runs, and what a usual week looks like.

use super::zone::{Wall, Zone};
use crate::domain::{
    time::{Interval, LocalDay},
    units::Joules,
};
use chrono::{Datelike, NaiveTime, Timelike};
use std::collections::BTreeMap;

/// From midnight to this local hour it is night for the base load: nobody cooks, and heat pumps that follow cheap hours
/// have a rest in between.
const NIGHT_HOURS: u32 = 6;

const HOUR: i64 = 3_600;

/// A stretch of energy and time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stretch {
    joules: i128,
    seconds: i64,
}

impl Stretch {
    fn add(&mut self, joules: Joules, seconds: i64) {
        self.joules += i128::from(joules.0);
        self.seconds += seconds;
    }

    /// Mean power in watts, rounded half up.
    fn watts(self) -> Option<i64> {
        let seconds = i128::from(self.seconds);
        if seconds == 0 {
            return None;
        }
        i64::try_from((2 * self.joules + seconds).div_euclid(2 * seconds)).ok()
    }
}

/// The shape of some days. Powers are in watts, of whole intervals only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The median, over the days, of the lowest local hour between midnight and six: what is never switched off. `None`
    /// when no night is wholly known.
    pub base_load: Option<i64>,
    /// Nights that it is taken from.
    pub nights: u32,
    /// Mean power of all known intervals.
    pub mean: Option<i64>,
    /// Mean divided by highest power in per mille: 1000 is a use that never changes.
    pub load_factor: Option<i64>,
    /// Energy between midnight and six, in per mille of the whole.
    pub night_share: Option<i64>,
    /// Mean power of each local hour from Monday 0 h on: 7 × 24.
    pub week: Vec<Option<i64>>,
    /// Hour by hour of each day that is known at all, in order.
    pub days: Vec<Hours>,
    /// The means of each month.
    pub months: Vec<Hours>,
}

/// Mean power of the hours on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The local day, or the first one of the month.
    pub first: LocalDay,
    /// From 0 h on; `None`: the hour is not wholly known, or not on the clock. Of a month the known hours count.
    pub watts: [Option<i64>; 24],
}

/// The shape of what is known: intervals of at most an hour with their energy, in order, none twice.
#[must_use]
pub fn of(zone: Zone, known: impl Iterator<Item = (Interval, Joules)>) -> Profile {
    let mut hours: BTreeMap<(LocalDay, u32), Stretch> = BTreeMap::new();
    let (mut all, mut highest): (Stretch, Option<(Joules, i64)>) = (Stretch::default(), None);
    for (interval, energy) in known {
        let wall = zone.wall(interval.start);
        hours.entry((wall.date(), wall.hour())).or_default().add(energy, interval.seconds());
        all.add(energy, interval.seconds());
        let above = |(best, seconds): (Joules, i64)| {
            i128::from(energy.0) * i128::from(seconds) > i128::from(best.0) * i128::from(interval.seconds())
        };
        if highest.is_none_or(above) {
            highest = Some((energy, interval.seconds()));
        }
    }
    let lows = night_lows(zone, &hours);
    let night: i128 =
        hours.iter().filter(|((_, hour), _)| *hour < NIGHT_HOURS).map(|(_, stretch)| stretch.joules).sum();
    let per_mille = |part: i128, whole: i128| (whole > 0).then(|| i64::try_from(part * 1_000 / whole).ok()).flatten();
    Profile {
        base_load: median(&lows),
        nights: u32::try_from(lows.len()).unwrap_or(u32::MAX),
        mean: all.watts(),
        load_factor: highest.and_then(|(best, seconds)| {
            per_mille(all.joules * i128::from(seconds), i128::from(best.0) * i128::from(all.seconds))
        }),
        night_share: per_mille(night, all.joules),
        week: week(&hours),
        days: rows(&hours, |day| day),
        months: rows(&hours, |day| day.with_day(1).unwrap_or(day)),
    }
}

/// The lowest hour of each night of which every hour on the clock is wholly known, sorted.
fn night_lows(zone: Zone, hours: &BTreeMap<(LocalDay, u32), Stretch>) -> Vec<i64> {
    let mut days: Vec<LocalDay> = hours.keys().map(|(day, _)| *day).collect();
    days.dedup();
    let low = |day: LocalDay| {
        let six = NaiveTime::from_hms_opt(NIGHT_HOURS, 0, 0)?;
        let (Wall::Once(six) | Wall::Twice(six, _) | Wall::Skipped(six)) = zone.instants(day.and_time(six));
        let length = six.0 - zone.bounds(day).start.0;
        let of_night: Vec<Stretch> = hours.range((day, 0)..(day, NIGHT_HOURS)).map(|(_, stretch)| *stretch).collect();
        let covered: i64 = of_night.iter().map(|stretch| stretch.seconds).sum();
        if covered < length { None } else { of_night.into_iter().filter_map(Stretch::watts).min() }
    };
    let mut lows: Vec<i64> = days.into_iter().filter_map(low).collect();
    lows.sort_unstable();
    lows
}

/// The middle of sorted numbers; of two the mean, rounded down.
fn median(sorted: &[i64]) -> Option<i64> {
    let (low, high) = (sorted.get(sorted.len().checked_sub(1)? / 2)?, sorted.get(sorted.len() / 2)?);
    Some((low + high).div_euclid(2))
}

fn week(hours: &BTreeMap<(LocalDay, u32), Stretch>) -> Vec<Option<i64>> {
    let mut week = vec![Stretch::default(); 7 * 24];
    for ((day, hour), stretch) in hours {
        let place = day.weekday().num_days_from_monday() * 24 + hour;
        if let Some(slot) = week.get_mut(place as usize) {
            slot.joules += stretch.joules;
            slot.seconds += stretch.seconds;
        }
    }
    week.into_iter().map(Stretch::watts).collect()
}

/// The wholly known hours, those of days with the same row together.
fn rows(hours: &BTreeMap<(LocalDay, u32), Stretch>, row: impl Fn(LocalDay) -> LocalDay) -> Vec<Hours> {
    let mut sums: BTreeMap<LocalDay, [Stretch; 24]> = BTreeMap::new();
    for ((day, hour), stretch) in hours.iter().filter(|(_, stretch)| stretch.seconds >= HOUR) {
        if let Some(sum) = sums.entry(row(*day)).or_default().get_mut(*hour as usize) {
            sum.joules += stretch.joules;
            sum.seconds += stretch.seconds;
        }
    }
    sums.into_iter().map(|(first, sums)| Hours { first, watts: sums.map(Stretch::watts) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Instant;

    fn day(month: u32, day: u32) -> LocalDay {
        LocalDay::from_ymd_opt(2026, month, day).unwrap()
    }

    /// Half-hours of some days, with the mean watts that `of` gives for the hour on the clock.
    fn half_hours(first: LocalDay, days: usize, of: impl Fn(LocalDay, u32) -> i64) -> Vec<(Interval, Joules)> {
        let zone = Zone::PARIS;
        let bounds = first.iter_days().take(days).map(|day| zone.bounds(day));
        let starts = bounds.flat_map(|bounds| (bounds.start.0..bounds.end.0).step_by(1_800));
        starts
            .map(|start| {
                let wall = zone.wall(Instant(start));
                (Interval::from_start(Instant(start), 1_800), Joules(of(wall.date(), wall.hour()) * 1_800))
            })
            .collect()
    }

    #[test]
    fn the_base_is_the_middle_of_the_nights_lowest_hours() {
        let watts = |day: LocalDay, hour| if hour == 3 { i64::from(day.day()) * 100 } else { 2_000 };
        let known = half_hours(day(6, 1), 3, watts);
        let profile = of(Zone::PARIS, known.iter().copied());
        assert_eq!((profile.base_load, profile.nights), (Some(200), 3));
        assert_eq!(profile.load_factor, Some((23 * 2_000 + 200) * 1_000 / 24 / 2_000));
        assert_eq!(profile.night_share, Some((5 * 2_000 + 200) * 1_000 / (23 * 2_000 + 200)));
        // A night that is not wholly known says nothing: its missing hour could be the lowest.
        let holed = known
            .iter()
            .copied()
            .filter(|(at, _)| Zone::PARIS.wall(at.start).date() != day(6, 1) || Zone::PARIS.wall(at.start).hour() != 4);
        assert_eq!(of(Zone::PARIS, holed).base_load, Some(250));
    }

    #[test]
    fn nights_of_five_and_of_seven_hours_count() {
        for (month, first) in [(3, 29), (10, 25)] {
            let profile =
                of(Zone::PARIS, half_hours(day(month, first), 1, |_, hour| 100 + i64::from(hour)).into_iter());
            assert_eq!((profile.base_load, profile.nights), (Some(100), 1), "{month}");
        }
    }

    #[test]
    fn the_week_begins_on_monday() {
        let profile =
            of(Zone::PARIS, half_hours(day(6, 1), 7, |day, hour| i64::from(day.day() * 100 + hour)).into_iter());
        assert_eq!((profile.week.len(), profile.week[0], profile.week[24 + 5]), (168, Some(100), Some(205)));
        let nothing = of(Zone::PARIS, std::iter::empty());
        assert_eq!((nothing.base_load, nothing.mean, nothing.load_factor), (None, None, None));
        assert!(nothing.week.iter().all(Option::is_none));
    }

    #[test]
    fn rows_of_days_and_months() {
        let mut known = half_hours(day(10, 24), 9, |day, hour| i64::from(day.day()) * 100 + i64::from(hour));
        known.remove(7);
        let profile = of(Zone::PARIS, known.into_iter());
        assert_eq!(profile.days.len(), 9);
        let first = &profile.days[0];
        assert_eq!(
            (first.first, first.watts[2], first.watts[3], first.watts[23]),
            (day(10, 24), Some(2_402), None, Some(2_423))
        );
        assert_eq!(profile.days[1].watts[2], Some(2_502), "both hours of the night when the clock goes back");
        assert_eq!(profile.months.iter().map(|of| of.first).collect::<Vec<_>>(), [day(10, 1), day(11, 1)]);
        // 25 to 31 October; the 24th misses a half-hour of this hour.
        assert_eq!(profile.months[0].watts[3], Some(2_803));
        assert_eq!(profile.months[1].watts[0], Some(100));
    }
}
