//! The back-test of the forecast: simulated meters, forecasts as of many days of their past, scores against rivals.

mod chance;
mod rivals;
mod score;
mod simulated;
mod weather;

pub use score::{Figures, Score};
pub use simulated::{Class, meter};

use chrono::Datelike;
use rivals::Rivals;
use simulated::{Meter, is_holiday};
use syndiwatt::{
    analytics::forecast::{Asked, forecast},
    domain::time::{LocalDay, Period, PeriodKind},
};

/// Days of a month on which its total is forecast.
const DAYS_OF_MONTH: [u32; 5] = [5, 10, 15, 20, 25];

/// Two simulated years with two others before them.
const YEARS: [i32; 2] = [2025, 2026];

/// The days as of which totals of this kind are forecast: five a month, or the first of each month for years.
fn origins(kind: PeriodKind) -> impl Iterator<Item = LocalDay> {
    let days: &[u32] = if kind == PeriodKind::Year { &[1] } else { &DAYS_OF_MONTH };
    let of_year = move |year| (1..=12).flat_map(move |month| days.iter().map(move |day| (year, month, *day)));
    YEARS.into_iter().flat_map(of_year).filter_map(|(year, month, day)| LocalDay::from_ymd_opt(year, month, day))
}

/// Forecasts of months or years of a meter (each `every`-th of them), of whose past only so many days are shown. Gaps stay gaps, and every third
/// day the newest value has not arrived.
pub fn scored(meter: &Meter, kind: PeriodKind, shown: i64, every: usize) -> Score {
    let mut score = Score::default();
    for today in origins(kind).step_by(every) {
        let late = i64::from(today.ordinal() % 3 == 0);
        let is_shown = |day: LocalDay| (1 + late..=shown).contains(&(today - day).num_days());
        let history: Vec<_> = meter.arrived.iter().filter(|(day, _)| is_shown(*day)).copied().collect();
        let period = Period::containing(kind, today);
        let asked = Asked { history: &history, first: period.first, today, end: period.end(), holiday: &is_holiday };
        let of_period = |(day, _): &&(LocalDay, _)| period.first <= *day && *day < period.end();
        let truth = meter.truth.iter().filter(of_period).map(|(_, energy)| *energy).sum();
        // As a screen would: no forecast is no error, but it is counted.
        match forecast(&asked) {
            Ok(forecast) => score.add(truth, &forecast, &Rivals::of(&asked, kind)),
            Err(_) => score.none += 1,
        }
    }
    score
}
