//! What the operator knows of one local day, as of now: true values, and how they came to be published.
//!
//! Everything hangs on the calendar, not on when the simulator was started: a day that was late, corrected or faulty
//! stays so for ever.

use super::{
    catalogue::{Load, Operator, Point},
    chance, profile,
};
use crate::domain::time::{Instant, LocalDay};
use chrono::{Datelike, TimeDelta, Timelike, Weekday};

/// By how many watt-hours the official value of a mismatch day differs from its curve.
pub const MISMATCH_WH: i64 = 1_250;

/// Which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Taken from the grid.
    Consumption,
    /// Fed into the grid.
    Production,
}

/// A fault of the building that must be found as an anomaly: the day's consumption in per cent of the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    /// The heat pump's auxiliary heating is stuck: more than twice the usual.
    Stuck,
    /// The ventilation was left at full speed, lamps on: about 1.65 times.
    LeftOn,
    /// A day that is a third above the usual.
    Rise,
}

impl DayFault {
    fn per_cent(self) -> i64 {
        match self {
            Self::Stuck => 240,
            Self::LeftOn => 168,
            Self::Rise => 134,
        }
    }
}

/// What is odd about how a day was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Never published.
    Missing,
    /// Published three days later than usual.
    Late,
    /// Three hours of its curve are "no value".
    Nulls,
    /// Published wrong, corrected on the fifth day.
    Corrected,
}

/// A published day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// First instant of the local day.
    pub start: Instant,
    /// Enedis: W, ORES: Wh, per native step.
    pub slots: Vec<Option<i64>>,
    /// Whether the values are a correction.
    pub corrected: bool,
    /// The official value in Wh.
    pub official: i64,
}

/// The fault of the building on `day`, if any: at most one per month.
#[must_use]
pub fn fault(seed: u64, point: &Point, day: LocalDay) -> Option<DayFault> {
    let throw = monthly(seed, point, day, "fault");
    let chosen = 4 + u32::try_from(throw % 24).unwrap_or_default();
    if day.day() != chosen || throw / 100 % 10 >= 5 || point.load.is_none() {
        return None;
    }
    Some(match (point.load, throw / 1_000 % 3) {
        (Some(Load::HeatPump), 0 | 1) => DayFault::Stuck,
        (Some(Load::HeatPump), _) | (_, 0) => DayFault::Rise,
        _ => DayFault::LeftOn,
    })
}

/// What is odd about `day`; only irregular usage points have such days, about one of each kind in two months.
#[must_use]
pub fn oddity(seed: u64, point: &Point, day: LocalDay) -> Option<Oddity> {
    if !point.irregular {
        return None;
    }
    [Oddity::Missing, Oddity::Late, Oddity::Nulls, Oddity::Corrected].into_iter().zip(["m", "l", "n", "c"]).find_map(
        |(oddity, name)| {
            let throw = monthly(seed, point, day, name);
            (u64::from(day.day()) == 1 + throw % 56).then_some(oddity)
        },
    )
}

/// Whether the official value of `day` differs from the curve.
#[must_use]
pub fn is_mismatch(point: &Point, day: LocalDay) -> bool {
    point.mismatch && (day.month(), day.day()) == (9, 16)
}

/// What is published of `day` at `now`; `None` for nothing (yet).
#[must_use]
pub fn published(seed: u64, point: &Point, direction: Direction, day: LocalDay, now: Instant) -> Option<Day> {
    let wall = point.operator.zone().wall(now);
    let age = (wall.date() - day).num_days();
    let oddity = oddity(seed, point, day);
    let first_age = if oddity == Some(Oddity::Late) { 4 } else { 1 };
    // A day is published on the next one from 08:00 on.
    let not_yet = age < first_age || (age == first_age && wall.hour() < 8);
    let silent = point.silent_from.is_some_and(|from| day >= from) || point.activated.is_some_and(|from| day < from);
    let hole = point.holes && matches!(day.weekday(), Weekday::Tue | Weekday::Wed);
    if not_yet || silent || hole || oddity == Some(Oddity::Missing) {
        return None;
    }
    let mut values = truth(seed, point, direction, day);
    let corrected = oddity == Some(Oddity::Corrected) && age >= 5;
    if oddity == Some(Oddity::Corrected) && !corrected {
        // The first version misses a quarter of the evening.
        let evening = values.len() * 3 / 4;
        values.iter_mut().skip(evening).for_each(|value| *value -= *value / 4);
        even(point.operator, &mut values);
    }
    let official = wh(point.operator, &values) + if is_mismatch(point, day) { MISMATCH_WH } else { 0 };
    let nulls = if oddity == Some(Oddity::Nulls) { values.len() * 10 / 24..values.len() * 13 / 24 } else { 0..0 };
    let slots = values.into_iter().enumerate().map(|(n, value)| (!nulls.contains(&n)).then_some(value)).collect();
    Some(Day { start: point.operator.zone().bounds(day).start, slots, corrected, official })
}

/// The true values of a local day, one per native step; their sum is a whole number of Wh.
fn truth(seed: u64, point: &Point, direction: Direction, day: LocalDay) -> Vec<i64> {
    let (bounds, step) = (point.operator.zone().bounds(day), point.operator.step());
    let per_cent = fault(seed, point, day).map_or(100, DayFault::per_cent);
    let starts = (0..bounds.seconds() / step).map(|n| bounds.start.plus(n * step));
    let watts = starts.map(|start| match direction {
        Direction::Consumption => profile::consumption(seed, point, start, step) * per_cent / 100,
        Direction::Production => profile::production(seed, point, start, step),
    });
    let mut values: Vec<i64> = match point.operator {
        Operator::Enedis => watts.collect(),
        Operator::Ores => watts.map(|watts| watts * step / 3_600).collect(),
    };
    even(point.operator, &mut values);
    values
}

/// A meter's index counts whole Wh: makes the half-hours of a day add up to such.
fn even(operator: Operator, values: &mut [i64]) {
    let odd = operator == Operator::Enedis && values.iter().sum::<i64>() % 2 != 0;
    if let (true, Some(highest)) = (odd, values.iter_mut().max()) {
        *highest += 1;
    }
}

fn wh(operator: Operator, values: &[i64]) -> i64 {
    let sum: i64 = values.iter().sum();
    match operator {
        Operator::Enedis => sum * operator.step() / 3_600,
        Operator::Ores => sum,
    }
}

fn monthly(seed: u64, point: &Point, day: LocalDay, name: &str) -> u64 {
    let month = u64::from(day.year().unsigned_abs()) * 12 + u64::from(day.month());
    chance::hash(seed, &[chance::text(point.number), chance::text(name), month])
}

/// The days `[first, end)` on which the building has a fault.
#[must_use]
pub fn fault_days(seed: u64, point: &Point, first: LocalDay, end: LocalDay) -> Vec<(LocalDay, DayFault)> {
    let days = std::iter::successors(Some(first), |day| day.checked_add_signed(TimeDelta::days(1)));
    days.take_while(|day| *day < end).filter_map(|day| Some((day, fault(seed, point, day)?))).collect()
}
