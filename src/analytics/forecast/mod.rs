//! How much will have been consumed, and paid, at the end of a period: an expectation by day and a band around the total.
//!
//! A day is expected at the usual level of its time of the year, plus what lately was different, times its weekday. The
//! usual level is a yearly wave, bent towards the same weeks of the years before as far as those repeat each other. What
//! lately was different fades: it is weather for the most part, more so the more a meter follows the season. The band comes
//! from forecasts of the meter's own past. `docs/forecast.md` says how good this is.

mod band;
mod bill;
mod model;
mod past;
mod season;
#[cfg(test)]
mod tests;
mod weekdays;

pub use bill::{Bill, NoBill, bill};

use crate::domain::{time::LocalDay, units::Joules};
use model::Model;
use past::Past;
use thiserror::Error;

/// Without so many known days there is no forecast.
pub const FEWEST_DAYS: usize = 14;

/// Without so many known days there is none beyond [`NEAR`].
pub const FEWEST_DAYS_FAR: usize = 180;

/// As many days from today on are near: any month is.
pub const NEAR: i64 = 62;

/// Forecasts end at most so many days after today.
pub const FARTHEST: i64 = 400;

/// When the newest known day is older, a forecast would say nothing about today.
pub const STALE: i64 = 31;

/// What a forecast is made of.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Complete local days in order, each once; days may be missing. What is not before `today` does not count.
    pub history: &'a [(LocalDay, Joules)],
    /// First local day of the period.
    pub first: LocalDay,
    /// The local day that is not over yet.
    pub today: LocalDay,
    /// First local day after the period.
    pub end: LocalDay,
    /// Whether a local day is a public holiday ([`Calendar::is_holiday`](super::holidays::Calendar::is_holiday)).
    /// Those count as Sundays.
    pub holiday: &'a dyn Fn(LocalDay) -> bool,
}

/// The period, as far as it is known and beyond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The sum of the known days of the period.
    pub known: Joules,
    /// The total of the period: what is known and what is expected of all other days.
    pub expected: Joules,
    /// In four of five periods the total is between this…
    pub low: Joules,
    /// …and this.
    pub high: Joules,
    /// Every day of the period, in order.
    pub days: Vec<Day>,
    /// What it rests on.
    pub method: Method,
    /// Known days before today, in and before the period.
    pub days_of_history: usize,
}

/// A day of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The local day.
    pub day: LocalDay,
    /// Its energy.
    pub energy: Joules,
    /// Whether that was measured; otherwise it is expected.
    pub known: bool,
}

/// What a forecast rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Weekdays, the level of the last weeks, and a season as far as the history shows one.
    Recent,
    /// Also the same weeks of the years before, for at least one day that is to come.
    LastYear,
}

/// Why there is no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoForecast {
    /// Too few complete days.
    #[error("{days} complete days are known, {needed} are needed")]
    TooLittle {
        /// Known before today.
        days: usize,
        /// Needed for a period that ends so late.
        needed: usize,
    },
    /// Nothing has arrived for more than [`STALE`] days.
    #[error("nothing is known after {last}")]
    Silent {
        /// The newest known local day.
        last: LocalDay,
    },
    /// The period ends more than [`FARTHEST`] days after today.
    #[error("at most {FARTHEST} days ahead")]
    TooFar,
    /// The period has no days.
    #[error("a period without days")]
    Empty,
}

/// The forecast of the period `[first, end)` as of `today`, which itself counts as not known.
///
/// # Errors
/// [`NoForecast`] says why there is none. A period that is over and has no gaps needs no history.
pub fn forecast(asked: &Asked<'_>) -> Result<Forecast, NoForecast> {
    if asked.end <= asked.first {
        return Err(NoForecast::Empty);
    }
    if (asked.end - asked.today).num_days() > FARTHEST {
        return Err(NoForecast::TooFar);
    }
    let before = asked.history.partition_point(|(day, _)| *day < asked.today);
    let history = asked.history.get(..before).unwrap_or_default();
    let known = |day: LocalDay| {
        let at = history.binary_search_by_key(&day, |(day, _)| *day).ok()?;
        history.get(at).map(|(_, energy)| *energy)
    };
    let days = || asked.first.iter_days().take_while(|day| *day < asked.end);
    let sum: Joules = days().filter_map(known).sum();
    let mut forecast = Forecast {
        known: sum,
        expected: sum,
        low: sum,
        high: sum,
        days: Vec::new(),
        method: Method::Recent,
        days_of_history: history.len(),
    };
    if days().all(|day| known(day).is_some()) {
        forecast.days = days().filter_map(|day| Some(Day { day, energy: known(day)?, known: true })).collect();
        return Ok(forecast);
    }
    let past = checked(asked, history)?;
    let model = Model::fit(&past, past.len());
    let expected = |day| Day { day, energy: joules(model.expected(past.place(day))), known: false };
    forecast.days =
        days().map(|day| known(day).map_or_else(|| expected(day), |energy| Day { day, energy, known: true })).collect();
    let rest: Joules = forecast.days.iter().filter(|day| !day.known).map(|day| day.energy).sum();
    let coming = forecast.days.iter().filter(|day| !day.known).map(|day| past.place(day.day));
    if coming.clone().any(|place| model.knows_last_year(place)) {
        forecast.method = Method::LastYear;
    }
    let width = joules(band::relative(&past, &model, coming) * float(rest));
    forecast.expected = forecast.known + rest;
    forecast.low = forecast.known.max(forecast.expected - width);
    forecast.high = forecast.expected + width;
    Ok(forecast)
}

/// The history in days without holes, unless it is too little.
fn checked(asked: &Asked<'_>, history: &[(LocalDay, Joules)]) -> Result<Past, NoForecast> {
    let far = (asked.end - asked.today).num_days() > NEAR;
    let needed = if far { FEWEST_DAYS_FAR } else { FEWEST_DAYS };
    match (history.first(), history.last()) {
        (Some((first, _)), Some((last, _))) if history.len() >= needed => {
            if (asked.today - *last).num_days() > STALE {
                return Err(NoForecast::Silent { last: *last });
            }
            Ok(Past::new(*first, asked.today, asked.first, asked.end, history, asked.holiday))
        }
        _ => Err(NoForecast::TooLittle { days: history.len(), needed }),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "saturates; no building uses that much")]
fn joules(value: f64) -> Joules {
    Joules(value.round() as i64)
}

#[expect(clippy::cast_precision_loss, reason = "2^53 J are 2.5 TWh")]
fn float(energy: Joules) -> f64 {
    energy.0 as f64
}
