//! Reasons why there is none, gaps, ends of periods, and that only the past counts.

use super::*;
use chrono::{Datelike, TimeDelta};
use proptest::prelude::*;

const KWH: i64 = 3_600_000;

fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

/// Days from `first` on: 10 kWh on weekdays, 4 kWh on Saturdays and Sundays.
fn office(first: &str, days: usize) -> Vec<(LocalDay, Joules)> {
    let kwh = |day: LocalDay| if day.weekday().num_days_from_monday() < 5 { 10 } else { 4 };
    day(first).iter_days().take(days).map(|day| (day, Joules(kwh(day) * KWH))).collect()
}

fn of(history: &[(LocalDay, Joules)], first: &str, today: &str, end: &str) -> Result<Forecast, NoForecast> {
    let none = |_| false;
    forecast(&Asked { history, first: day(first), today: day(today), end: day(end), holiday: &none })
}

#[test]
fn what_repeats_is_expected_to_go_on() {
    let history = office("2026-08-01", 112);
    let forecast = of(&history, "2026-11-01", "2026-11-21", "2026-12-01").unwrap();
    let exact: i64 = office("2026-11-01", 30).iter().map(|(_, energy)| energy.0).sum();
    assert!((forecast.expected.0 - exact).abs() < exact / 100, "{} against {exact}", forecast.expected.0);
    assert_eq!(forecast.known, office("2026-11-01", 20).iter().map(|(_, energy)| *energy).sum());
    assert_eq!(forecast.days.len(), 30);
    assert_eq!(forecast.days.iter().filter(|day| day.known).count(), 20);
    assert_eq!(forecast.days.iter().map(|day| day.energy).sum::<Joules>(), forecast.expected);
    assert_eq!((forecast.method, forecast.days_of_history), (Method::Recent, 112));
}

#[test]
fn holidays_are_sundays() {
    let history = office("2026-08-01", 112);
    let on = |day: LocalDay| day == LocalDay::from_ymd_opt(2026, 11, 25).unwrap();
    let (first, today, end) = (day("2026-11-01"), day("2026-11-21"), day("2026-12-01"));
    let forecast = forecast(&Asked { history: &history, first, today, end, holiday: &on }).unwrap();
    let kwh: Vec<i64> = forecast.days[23..26].iter().map(|day| (day.energy.0 + KWH / 2) / KWH).collect();
    assert_eq!(kwh, [10, 4, 10]);
}

#[test]
fn a_gap_is_expected_like_days_to_come() {
    let mut history = office("2026-08-01", 112);
    history.retain(|(of, _)| *of != day("2026-11-11"));
    let forecast = of(&history, "2026-11-01", "2026-11-21", "2026-12-01").unwrap();
    let gap = forecast.days[10];
    assert!(!gap.known && (gap.energy.0 - 10 * KWH).abs() < KWH / 2, "{gap:?}");
}

#[test]
fn a_period_that_is_over_is_exact_and_needs_no_history() {
    let history = office("2026-10-01", 31);
    let forecast = of(&history, "2026-10-05", "2026-11-21", "2026-10-12").unwrap();
    let week = Joules(58 * KWH);
    assert_eq!((forecast.known, forecast.low, forecast.expected, forecast.high), (week, week, week, week));
}

#[test]
fn what_is_after_today_does_not_count() {
    let history = office("2026-08-01", 112);
    let mut more = history.clone();
    more.push((day("2026-11-21"), Joules(900 * KWH)));
    more.push((day("2026-11-22"), Joules(0)));
    let asked = |history: &[_]| of(history, "2026-11-01", "2026-11-21", "2026-12-01");
    assert_eq!(asked(&history), asked(&more));
}

#[test]
fn reasons_why_there_is_none() {
    let history = office("2026-11-01", 13);
    assert_eq!(
        of(&history, "2026-11-01", "2026-11-21", "2026-12-01"),
        Err(NoForecast::TooLittle { days: 13, needed: FEWEST_DAYS })
    );
    assert_eq!(
        of(&[], "2026-11-21", "2026-11-21", "2026-11-22"),
        Err(NoForecast::TooLittle { days: 0, needed: FEWEST_DAYS })
    );
    let history = office("2026-01-01", 170);
    assert_eq!(
        of(&history, "2026-01-01", "2026-06-20", "2027-01-01"),
        Err(NoForecast::TooLittle { days: 170, needed: FEWEST_DAYS_FAR })
    );
    assert_eq!(
        of(&history, "2026-07-01", "2026-07-21", "2026-08-01"),
        Err(NoForecast::Silent { last: day("2026-06-19") })
    );
    assert!(of(&history, "2026-07-01", "2026-07-20", "2026-08-01").is_ok());
    assert_eq!(of(&history, "2026-06-01", "2026-06-20", "2028-01-01"), Err(NoForecast::TooFar));
    assert_eq!(of(&history, "2026-06-01", "2026-06-20", "2026-06-01"), Err(NoForecast::Empty));
}

#[test]
fn an_empty_flat_is_expected_to_stay_empty() {
    let history: Vec<_> = office("2025-01-01", 689).into_iter().map(|(day, _)| (day, Joules::ZERO)).collect();
    let forecast = of(&history, "2026-11-01", "2026-11-21", "2026-12-01").unwrap();
    assert_eq!((forecast.low, forecast.expected, forecast.high), (Joules::ZERO, Joules::ZERO, Joules::ZERO));
    assert_eq!(forecast.method, Method::LastYear);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever arrives, also nonsense: what is known is in the total, and the band lies around it.
    #[test]
    fn the_band_holds_the_expectation(
        values in proptest::collection::vec(proptest::option::weighted(0.8, 0_i64..1_000_000_000_000), 20..900),
        late in 0_i64..40,
        ahead in 1_i64..380,
        begun in 0_i64..1_500,
    ) {
        let start = day("2024-02-28");
        let history: Vec<_> = start.iter_days().zip(&values).filter_map(|(day, value)| Some((day, Joules((*value)?)))).collect();
        let today = start + TimeDelta::days(i64::try_from(values.len()).unwrap() + late);
        let none = |_| false;
        let first = today - TimeDelta::days(begun);
        let asked = Asked { history: &history, first, today, end: today + TimeDelta::days(ahead), holiday: &none };
        if let Ok(forecast) = forecast(&asked) {
            prop_assert!(forecast.known <= forecast.low && forecast.low <= forecast.expected && forecast.expected <= forecast.high);
            prop_assert_eq!(forecast.days.iter().map(|day| day.energy).sum::<Joules>(), forecast.expected);
            prop_assert!(forecast.days.iter().all(|day| day.energy >= Joules::ZERO));
        }
    }
}
