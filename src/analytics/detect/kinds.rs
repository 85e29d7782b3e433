//! How much of a usual week falls on each weekday. Public holidays are Sundays.

use super::{
    robust::{centre, deviation, mean},
    usual::Point,
};
use crate::{analytics::holidays::Calendar, domain::time::LocalDay};
use chrono::Datelike;

/// Days on either side that make the week around a day.
const HALF_WEEK: i64 = 3;
/// Fewer known days of that week say nothing about its level.
const LEAST_OF_WEEK: usize = 5;
/// The variance of a robust mean of normal values, against that of a mean.
const PRICE_OF_CALM: f64 = 1.57;

/// Factors of Monday to Sunday on the level of a week.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinds {
    calendar: Calendar,
    factors: [f64; 7],
}

impl Kinds {
    /// Of a stretch of days, in order. The second pass knows from the first how much of each week is weekend, so that a
    /// week with a gap or a holiday has the right level.
    pub(super) fn of(calendar: Calendar, window: &[Point]) -> Self {
        let mut kinds = Self { calendar, factors: [1.0; 7] };
        for pass in [mean_of as fn(&[f64]) -> f64, |values| centre(values).unwrap_or_default()] {
            kinds = kinds.again(window, pass);
        }
        kinds
    }

    /// The factor of a local day.
    pub(super) fn factor(&self, day: LocalDay) -> f64 {
        self.factors.get(self.kind(day)).copied().unwrap_or(1.0)
    }

    fn kind(&self, day: LocalDay) -> usize {
        if self.calendar.is_holiday(day) { 6 } else { day.weekday().num_days_from_monday() as usize }
    }

    fn again(&self, window: &[Point], level: fn(&[f64]) -> f64) -> Self {
        let mut ratios: [Vec<f64>; 7] = Default::default();
        for point in window {
            let near = |other: &&Point| (other.day - point.day).num_days().abs() <= HALF_WEEK;
            let from = window.partition_point(|other| (point.day - other.day).num_days() > HALF_WEEK);
            let week: Vec<f64> =
                window.iter().skip(from).take_while(near).map(|other| other.watts / self.factor(other.day)).collect();
            let level = level(&week);
            if let Some(of_kind) = ratios.get_mut(self.kind(point.day))
                && week.len() >= LEAST_OF_WEEK
                && level > 0.0
            {
                of_kind.push(point.watts / level);
            }
        }
        let (work, weekend) = ratios.split_at(5);
        let working_day = centre(&work.concat()).unwrap_or(1.0);
        let mut factors = [1.0; 7];
        let aims = work.iter().map(|of| (of, working_day)).chain(weekend.iter().map(|of| (of, 1.0)));
        for (factor, (of, aim)) in factors.iter_mut().zip(aims) {
            *factor = shrunk(of, aim).max(0.01);
        }
        Self { factors, ..*self }
    }
}

fn mean_of(values: &[f64]) -> f64 {
    mean(values.iter().copied())
}

/// The middle of some ratios, drawn towards `aim` as far as their difference may be chance (James and Stein).
#[expect(clippy::cast_precision_loss, reason = "weeks")]
fn shrunk(ratios: &[f64], aim: f64) -> f64 {
    let Some(own) = centre(ratios).filter(|_| ratios.len() >= 2) else { return aim };
    let spread = deviation(ratios, own).unwrap_or_default();
    let chance = PRICE_OF_CALM * spread * spread / ratios.len() as f64;
    let difference = (own - aim) * (own - aim);
    if difference > chance { aim + (1.0 - chance / difference) * (own - aim) } else { aim }
}
