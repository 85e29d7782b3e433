//! What a meter uses on such a day: level, kind of day, cold; and by how much days miss that.
//!
//! A day is judged by the [`WINDOW_DAYS`] before it and nothing else, so it does not matter when, or from where on, one
//! computes. Only additions, multiplications, divisions and comparisons: the figures are the same on every machine.

use super::{
    day::{Day, Span},
    heating::Heating,
    kinds::Kinds,
    robust::{centre, deviation, quantile},
};
use crate::{analytics::holidays::Calendar, domain::time::LocalDay};
use chrono::TimeDelta;

/// How far back a day is judged by.
pub const WINDOW_DAYS: i64 = 112;

/// Fewer known days, or fewer of the last four weeks, and there is no verdict.
const LEAST_DAYS: usize = 21;
const LEAST_RECENT: usize = 10;
const RECENT_DAYS: i64 = 28;
/// The level is the middle of the last so many days: of these numbers the one that would have missed least so far.
const LEVELS: [usize; 4] = [3, 7, 14, 28];
/// Misses are counted after so many days of the window.
const SETTLED: usize = 14;
/// What seven in ten of the last four weeks' days did not exceed is usual, whatever the level does: after an absence or a
/// mild week, ordinary days are no surprise.
const ORDINARY: (usize, usize) = (28, 700);
/// The upper misses tell the deviation too: their ninth decile over this.
const UPPER: (usize, f64) = (900, 1.645);
/// No heating above this, in thousandths of a degree.
const HEATING_LIMIT: i64 = 16_000;

/// A day's value with what it depends on.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// The local day.
    pub day: LocalDay,
    /// Its mean power in watts.
    pub watts: f64,
    /// How long that power lasted, in seconds.
    pub seconds: i64,
    /// How cold it was, in degrees below the heating limit: walls remember the day before.
    pub cold: Option<f64>,
}

/// What was to be expected of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// Mean power in watts.
    pub watts: f64,
    /// By which share of it days usually differ: a robust standard deviation.
    pub deviation: f64,
}

/// The points of days whose value is known.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
pub fn points(days: &[Day], value: impl Fn(&Day) -> Option<Span>) -> Vec<Point> {
    let mut yesterday: Option<(LocalDay, i64)> = None;
    let mut points = Vec::new();
    for day in days {
        let cold = day.temperature.map(|today| {
            let before =
                yesterday.filter(|(of, _)| of.succ_opt() == Some(day.day)).map_or(today, |(_, degrees)| degrees);
            let felt = today.saturating_mul(7).saturating_add(before.saturating_mul(3)) / 10;
            (HEATING_LIMIT - felt).max(0) as f64 / 1_000.0
        });
        yesterday = day.temperature.map(|degrees| (day.day, degrees));
        if let Some(Span { joules, seconds }) = value(day).filter(|span| span.seconds > 0) {
            points.push(Point { day: day.day, watts: joules.0 as f64 / seconds as f64, seconds, cold });
        }
    }
    points
}

/// What was to be expected of `of`, by the points before it among `points`, which are in order. `None` while too little
/// is known.
#[must_use]
pub fn usual(calendar: Calendar, points: &[Point], of: &Point) -> Option<Usual> {
    let window = between(points, of.day, WINDOW_DAYS)?;
    if window.len() < LEAST_DAYS || between(points, of.day, RECENT_DAYS)?.len() < LEAST_RECENT {
        return None;
    }
    let kinds = Kinds::of(calendar, window);
    let plain: Vec<f64> = window.iter().map(|point| point.watts / kinds.factor(point.day)).collect();
    let heating = of.cold.and_then(|_| Heating::of(window, &plain));
    let heat = |point: &Point| heating.zip(point.cold).map_or(1.0, |(heating, cold)| heating.watts(cold));
    let level: Vec<f64> = window.iter().zip(&plain).map(|(point, plain)| plain / heat(point)).collect();

    let tried = LEVELS.iter().map(|length| (*length, misses(&level, *length)));
    let (length, misses) = tried.min_by(|(_, one), (_, other)| cost(one).total_cmp(&cost(other)))?;
    let ordinary = quantile(last(&level, ORDINARY.0).to_vec(), ORDINARY.1)?;
    let now = centre(last(&level, length))?.max(ordinary);
    let upper = quantile(misses.clone(), UPPER.0)? / UPPER.1;
    Some(Usual { watts: now * heat(of) * kinds.factor(of.day), deviation: deviation(&misses, 0.0)?.max(upper) })
}

/// The points of the `days` before a day.
fn between(points: &[Point], day: LocalDay, days: i64) -> Option<&[Point]> {
    let oldest = day.checked_sub_signed(TimeDelta::days(days))?;
    let from = points.partition_point(|point| point.day < oldest);
    let until = points.partition_point(|point| point.day < day);
    points.get(from..until)
}

fn last(level: &[f64], count: usize) -> &[f64] {
    level.get(level.len().saturating_sub(count)..).unwrap_or_default()
}

/// By which share each day missed the middle of the days before it.
fn misses(level: &[f64], length: usize) -> Vec<f64> {
    let days = level.iter().enumerate().skip(SETTLED);
    days.filter_map(|(at, value)| {
        let middle = centre(last(level.get(..at)?, length)).filter(|middle| *middle > 0.0)?;
        Some(value / middle - 1.0)
    })
    .collect()
}

/// The mean miss; none counts for more than one.
fn cost(misses: &[f64]) -> f64 {
    super::robust::mean(misses.iter().map(|miss| miss.abs().min(1.0)))
}
