//! A local day of a meter as the rules see it.

use crate::{
    analytics::{
        rollup,
        zone::{Wall, Zone},
    },
    domain::{
        reading::{Coverage, DayRollup, Reading},
        tariff::Hours,
        time::{Instant, Interval, LocalDay},
        units::Joules,
    },
};
use chrono::{NaiveTime, TimeDelta};
use std::collections::BTreeMap;

/// The night's lowest power is looked for before this hour of the local day.
const BASE_UNTIL_HOUR: u32 = 6;
/// Over so many seconds without a gap.
const BASE_SECONDS: i64 = 3_600;

/// Energy and how long it took: days have 23 to 25 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The energy.
    pub joules: Joules,
    /// The seconds.
    pub seconds: i64,
}

/// The highest power of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPeak {
    /// Mean of the interval, in whole watts, rounded down.
    pub watts: i64,
    /// First instant of the interval.
    pub start: Instant,
}

/// How sure a day's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayState {
    /// Whole, and most of it measured.
    Sure,
    /// Whole, and a quarter or more of its values estimated.
    Estimated,
    /// Some or all of it is missing.
    Incomplete,
}

/// A local day with anything received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The local day.
    pub day: LocalDay,
    /// Its energy; `None` unless the day is whole.
    pub total: Option<Span>,
    /// The energy within the hours asked for, if every second of them is known.
    pub within: Option<Span>,
    /// The lowest mean power of an hour between midnight and six, in watts; `None` where that is not known.
    pub base_watts: Option<i64>,
    /// The highest power.
    pub peak: Option<DayPeak>,
    /// How sure.
    pub state: DayState,
    /// Mean temperature outside, in thousandths of a degree.
    pub temperature: Option<i64>,
}

/// What days are built from.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// The building's.
    pub zone: Zone,
    /// Of the series, in joules, in order.
    pub rollups: &'a [DayRollup],
    /// Of the same series, in order, without overlaps; may be fewer days than the rollups, or none.
    pub readings: &'a [Reading],
    /// Of the building's temperature series, in order; may be empty.
    pub temperature: &'a [DayRollup],
}

/// The days of a series, in order. `hours` are those of [`Day::within`].
#[must_use]
pub fn days(received: &Received<'_>, hours: Option<Hours>) -> Vec<Day> {
    let Received { zone, readings, .. } = *received;
    let by_day: BTreeMap<LocalDay, &[Reading]> = rollup::by_day(zone, readings).collect();
    let degrees: BTreeMap<LocalDay, i64> =
        received.temperature.iter().filter_map(|of| Some((of.day, of.sum.checked_div(of.values)?))).collect();
    let of = |rollup: &DayRollup| {
        let today = by_day.get(&rollup.day).copied().unwrap_or_default();
        Day {
            day: rollup.day,
            total: rollup
                .total()
                .filter(|_| rollup.is_whole())
                .map(|joules| Span { joules: Joules(joules), seconds: rollup.day_seconds }),
            within: hours.and_then(|hours| energy(readings, interval(zone, hours, rollup.day)?)),
            base_watts: base(zone, rollup.day, today),
            peak: rollup
                .max
                .and_then(|max| Some(DayPeak { watts: max.value.checked_div(max.step)?, start: max.start })),
            state: state(rollup),
            temperature: degrees.get(&rollup.day).copied(),
        }
    };
    received.rollups.iter().map(of).collect()
}

fn state(rollup: &DayRollup) -> DayState {
    match rollup.is_whole() {
        false => DayState::Incomplete,
        true if rollup.coverage() == Coverage::Complete && rollup.estimated * 4 >= rollup.values => DayState::Estimated,
        true => DayState::Sure,
    }
}

/// When the hours of a local day are; those across midnight began on the day before. Both times of a doubled hour are
/// inside if it is.
fn interval(zone: Zone, hours: Hours, day: LocalDay) -> Option<Interval> {
    let at = |day: LocalDay, minute: u32| {
        let wall = day.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::minutes(i64::from(minute)))?;
        Some(zone.instants(wall))
    };
    let began = if hours.from < hours.to { day } else { day.pred_opt()? };
    let (Wall::Once(start) | Wall::Twice(start, _) | Wall::Skipped(start)) = at(began, hours.from.of_day())?;
    let (Wall::Once(end) | Wall::Twice(_, end) | Wall::Skipped(end)) = at(day, hours.to.of_day())?;
    Some(Interval { start, end }).filter(|interval| interval.seconds() > 0)
}

/// The energy of an interval, of readings in order; `None` unless every second is known. A reading across an edge counts
/// in proportion.
fn energy(readings: &[Reading], within: Interval) -> Option<Span> {
    let first = readings.partition_point(|reading| reading.interval().end <= within.start);
    let inside = readings.get(first..)?.iter().take_while(|reading| reading.start < within.end);
    let (mut joules, mut known) = (0_i128, 0);
    for reading in inside {
        let part = reading.interval().end.min(within.end).0 - reading.start.max(within.start).0;
        joules += i128::from(reading.value?) * i128::from(part) / i128::from(reading.step.max(1));
        known += part;
    }
    let seconds = within.seconds();
    (known >= seconds).then_some(Span { joules: Joules(i64::try_from(joules).ok()?), seconds })
}

/// The lowest hour of the night, among hours that begin with a reading.
fn base(zone: Zone, day: LocalDay, today: &[Reading]) -> Option<i64> {
    today.first()?;
    let until = zone.instants(day.and_hms_opt(BASE_UNTIL_HOUR, 0, 0)?);
    let (Wall::Once(until) | Wall::Twice(until, _) | Wall::Skipped(until)) = until;
    let starts = today.iter().map(|reading| reading.start);
    let hours = starts.map(|start| Interval::from_start(start, BASE_SECONDS)).take_while(|hour| hour.end <= until);
    let night = today.partition_point(|reading| reading.start < until);
    let night = today.get(..night)?;
    // Half the night at least, else the lowest hour may be among those that are missing.
    let known: i64 = night.iter().filter(|reading| reading.value.is_some()).map(|reading| reading.step).sum();
    let longest = night.iter().map(|reading| reading.step).max()?;
    let enough = longest <= BASE_SECONDS && known * 2 >= i64::from(BASE_UNTIL_HOUR) * 3_600;
    hours.filter(|_| enough).filter_map(|hour| energy(night, hour)).map(|span| span.joules.0 / span.seconds).min()
}
