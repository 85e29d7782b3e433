//! Comparing a calendar period with another over the same elapsed part, never a part with a whole.

use super::degree_days::Heat;
use crate::{
    domain::{
        time::{LocalDay, Period, PeriodKind},
        units::Joules,
    },
    views::shared::{ComparedWith, Comparison},
};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A local day with a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownDay {
    /// The local day.
    pub day: LocalDay,
    /// What is known of its energy.
    pub total: Joules,
    /// Whether that is all of it.
    pub whole: bool,
}

/// Which local days two periods are compared over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Days of the period, in order.
    pub days: Vec<LocalDay>,
    /// Days of the other one; more or fewer only where both are compared as wholes.
    pub others: Vec<LocalDay>,
}

/// The days over which `period` is compared with `other`, by the rule of [`compare`]. `latest`: the period's last day
/// with data; `whole`: whether a day of either is wholly known.
#[must_use]
pub fn over(period: Period, other: Period, latest: Option<LocalDay>, whole: impl Fn(LocalDay) -> bool) -> Compared {
    let elapsed: Vec<LocalDay> = period.days().take_while(|day| latest.is_some_and(|latest| *day <= latest)).collect();
    if period.days().all(&whole) && other.days().all(&whole) {
        return Compared { days: elapsed, others: other.days().collect() };
    }
    let pair = |day: LocalDay| Some((day, partner(period, other, day).filter(|other| whole(*other))?));
    let (days, others): (Vec<LocalDay>, Vec<LocalDay>) =
        elapsed.into_iter().filter(|day| whole(*day)).filter_map(pair).unzip();
    Compared { days, others }
}

/// Compares `period` with `other`. `days` and `other_days` hold what is known of either; days outside are ignored.
///
/// Two periods that are wholly known are compared as wholes, whatever their lengths. Else the sums run over pairs of
/// days that are whole on both sides, out of the elapsed days: from the first day to the latest with data. Days,
/// weeks and spans pair by position, months and years by the calendar, so that 29 February may have no partner. `heat`
/// also takes out the difference of the weather.
#[must_use]
pub fn compare(
    with: ComparedWith,
    period: Period,
    other: Period,
    days: &[KnownDay],
    other_days: &[KnownDay],
    heat: Option<&Heat>,
) -> Comparison {
    let known: BTreeMap<LocalDay, KnownDay> = other_days.iter().chain(days).map(|known| (known.day, *known)).collect();
    let inside = |day: &&KnownDay| period.first <= day.day && day.day < period.end();
    let latest = days.iter().filter(inside).map(|known| known.day).max();
    let whole = |day| known.get(&day).is_some_and(|known| known.whole);
    let Compared { days, others } = over(period, other, latest, whole);
    let sum = |days: &[LocalDay]| days.iter().filter_map(|day| known.get(day)).map(|known| known.total).sum::<Joules>();
    let (current, reference) = (sum(&days), sum(&others));
    let elapsed = period.days().take_while(|day| latest.is_some_and(|latest| *day <= latest)).count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Comparison {
        with,
        other,
        days: number(days.len()),
        days_elapsed: number(elapsed),
        current,
        reference,
        percent: (!days.is_empty() && reference.0 > 0).then(|| (current.kwh() / reference.kwh() - 1.0) * 100.0),
        weather: heat.and_then(|heat| heat.adjusted((current, &days), (reference, &others))),
    }
}

/// The day of `other` that stands where `day` stands in `period`.
fn partner(period: Period, other: Period, day: LocalDay) -> Option<LocalDay> {
    let partner = match period.kind {
        PeriodKind::Day | PeriodKind::Week | PeriodKind::Span(_) => other.first.checked_add_signed(day - period.first),
        PeriodKind::Month => other.first.with_day(day.day()),
        PeriodKind::Year => NaiveDate::from_ymd_opt(other.first.year(), day.month(), day.day()),
    };
    partner.filter(|day| *day < other.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(period: Period, count: usize, kwh: i64) -> Vec<KnownDay> {
        period.days().take(count).map(|day| KnownDay { day, total: Joules(kwh * 3_600_000), whole: true }).collect()
    }

    fn of(period: &str, other: &str, days: &[KnownDay], others: &[KnownDay]) -> Comparison {
        compare(ComparedWith::Previous, period.parse().unwrap(), other.parse().unwrap(), days, others, None)
    }

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn a_running_month_is_compared_with_as_many_days() {
        let (this, last) = (known(period("2026-11"), 20, 11), known(period("2026-10"), 31, 10));
        let result = of("2026-11", "2026-10", &this, &last);
        assert_eq!((result.days, result.days_elapsed), (20, 20));
        assert_eq!((result.current.kwh(), result.reference.kwh()), (220.0, 200.0));
        assert!((result.percent.unwrap() - 10.0).abs() < 1e-9);
    }

    #[test]
    fn finished_periods_are_compared_as_wholes() {
        let (this, last) = (known(period("2026-02"), 28, 10), known(period("2026-01"), 31, 10));
        let result = of("2026-02", "2026-01", &this, &last);
        assert_eq!((result.days, result.current.kwh(), result.reference.kwh()), (28, 280.0, 310.0));
    }

    #[test]
    fn a_hole_on_either_side_leaves_the_pair_out() {
        let (mut this, mut last) = (known(period("2026-11"), 10, 10), known(period("2026-10"), 31, 10));
        this[2].whole = false;
        last.remove(5);
        let result = of("2026-11", "2026-10", &this, &last);
        assert_eq!((result.days, result.days_elapsed, result.current.kwh()), (8, 10, 80.0));
    }

    #[test]
    fn leap_days_have_no_partner_and_weeks_pair_by_position() {
        let (leap, plain) = (known(period("2024"), 61, 1), known(period("2023"), 365, 1));
        assert_eq!(of("2024", "2023", &leap, &plain).days, 60);
        let (this, last) = (known(period("2026-W47"), 3, 2), known(period("2026-W46"), 7, 1));
        assert_eq!((of("2026-W47", "2026-W46", &this, &last).days), 3);
        let march = known(period("2026-03"), 31, 1);
        assert_eq!(of("2026-03", "2026-02", &march, &known(period("2026-02"), 27, 1)).days, 27);
    }

    #[test]
    fn nothing_to_compare_gives_no_percentage() {
        let this = known(period("2026-11"), 10, 10);
        assert_eq!(of("2026-11", "2026-10", &this, &[]).percent, None);
        assert_eq!(of("2026-11", "2026-10", &[], &this).days_elapsed, 0);
        assert_eq!(of("2026-11", "2026-10", &this, &known(period("2026-10"), 31, 0)).percent, None);
    }
}
