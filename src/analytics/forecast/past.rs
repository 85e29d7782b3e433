//! A history as one number a day, with the calendar beside it.

use super::float;
use crate::domain::{time::LocalDay, units::Joules};
use chrono::{Datelike, TimeDelta};
use std::f64::consts::TAU;

/// The newest days of a history that count: three years and what the smallest window of the fourth needs.
const MOST_DAYS: i64 = 1_140;

/// What the calendar says about a day.
#[derive(Clone, Copy)]
pub struct Date {
    /// 0 Monday to 6 Sunday; holidays are Sundays.
    pub weekday: usize,
    /// Cosine and sine of the time of the year.
    pub season: [f64; 2],
}

/// Days by their place: 0 is the first day of the history. `None`: not known.
pub struct Past {
    first: LocalDay,
    energy: Vec<Option<f64>>,
    dates: Vec<Date>,
}

impl Past {
    /// From known days in order; it ends before `today`. Dates go on to `end`, and begin early enough for `from`.
    pub fn new(
        first: LocalDay,
        today: LocalDay,
        from: LocalDay,
        end: LocalDay,
        history: &[(LocalDay, Joules)],
        holiday: &dyn Fn(LocalDay) -> bool,
    ) -> Self {
        let oldest = today.checked_sub_signed(TimeDelta::days(MOST_DAYS)).unwrap_or(first);
        let first = first.max(oldest).min(from.max(oldest));
        let date = |day: LocalDay| {
            let angle = TAU * f64::from(day.ordinal()) / 365.25;
            let weekday = if holiday(day) { 6 } else { day.weekday().num_days_from_monday() as usize };
            Date { weekday, season: [angle.cos(), angle.sin()] }
        };
        let days = usize::try_from((today - first).num_days()).unwrap_or_default();
        let mut energy = vec![None; days];
        for (day, value) in history {
            let place = usize::try_from((*day - first).num_days()).ok();
            if let Some(slot) = place.and_then(|place| energy.get_mut(place)) {
                *slot = Some(float(*value));
            }
        }
        let dates = first.iter_days().take_while(|day| *day < end.max(today)).map(date).collect();
        Self { first, energy, dates }
    }

    /// Days before today.
    pub fn len(&self) -> usize {
        self.energy.len()
    }

    /// A local day's place; the first one for earlier days.
    pub fn place(&self, day: LocalDay) -> usize {
        usize::try_from((day - self.first).num_days()).unwrap_or_default()
    }

    /// The joules of a day, if known.
    pub fn energy(&self, place: usize) -> Option<f64> {
        self.energy.get(place).copied().flatten()
    }

    /// The date of a place up to the end of the period.
    pub fn date(&self, place: usize) -> Date {
        self.dates.get(place).copied().unwrap_or(Date { weekday: 0, season: [0.0; 2] })
    }

    /// The known days of `from..until`, with their places.
    pub fn known(&self, from: usize, until: usize) -> impl DoubleEndedIterator<Item = (usize, f64)> {
        (from..until.min(self.len())).filter_map(|place| Some((place, self.energy(place)?)))
    }
}
