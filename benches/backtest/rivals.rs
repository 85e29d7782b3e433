//! What anybody would do: the baseline, and two others.

use chrono::{Datelike, TimeDelta};
use syndiwatt::{
    analytics::forecast::Asked,
    domain::{
        time::{LocalDay, PeriodKind},
        units::Joules,
    },
};

/// Totals of a period in kWh, by rules of thumb.
pub struct Rivals {
    /// Days that are not known are the mean of their weekday in the four weeks before today; for years the day 364 days
    /// before, where that is known.
    pub baseline: f64,
    /// The median of the weekday instead of its mean.
    pub median: f64,
    /// The weekday of the last week.
    pub last_week: f64,
}

impl Rivals {
    /// All of them.
    pub fn of(asked: &Asked<'_>, kind: PeriodKind) -> Self {
        let known = |day: LocalDay| {
            let at = asked.history.binary_search_by_key(&day, |(day, _)| *day).ok()?;
            Some(kwh(asked.history[at].1))
        };
        let weeks = |day: LocalDay, weeks: i64| {
            let ago = move |days: &i64| asked.today - TimeDelta::days(*days);
            let same = (1..=weeks * 7).filter(|days| ago(days).weekday() == day.weekday());
            let found: Vec<f64> = same.filter_map(|days| known(ago(&days))).collect();
            if found.is_empty() { (1..=28).filter_map(|days| known(ago(&days))).collect() } else { found }
        };
        let last_year = |day| if kind == PeriodKind::Year { known(day - TimeDelta::days(364)) } else { None };
        let total = |guess: &dyn Fn(LocalDay) -> f64| {
            let days = asked.first.iter_days().take_while(|day| *day < asked.end);
            days.map(|day| known(day).unwrap_or_else(|| guess(day))).sum()
        };
        Self {
            baseline: total(&|day| last_year(day).unwrap_or_else(|| mean(&weeks(day, 4)))),
            median: total(&|day| median(weeks(day, 4))),
            last_week: total(&|day| mean(&weeks(day, 1))),
        }
    }
}

/// In kWh.
pub fn kwh(energy: Joules) -> f64 {
    energy.kwh()
}

#[expect(clippy::cast_precision_loss, reason = "a few days")]
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => values[half],
        _ => f64::midpoint(values[half - 1], values[half]),
    }
}
