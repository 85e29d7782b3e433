//! The period against the one before and against last year.

use super::{period::elapsed, table::Table, worth::Worth};
use crate::{
    analytics::{
        compare::{KnownDay, compare, over},
        degree_days::Heat,
    },
    domain::time::{LocalDay, Period},
    views::{
        amount::Amount,
        shared::{ComparedWith, Comparison},
    },
};

/// Both comparisons; of a year one, because the period before is the same one last year.
pub(super) fn both(
    table: &Table,
    period: Period,
    worth: Option<&Worth>,
    heat: Option<&Heat>,
) -> Vec<Comparison<Amount>> {
    let last_year = (period.previous() != period.same_last_year()).then_some(ComparedWith::LastYear);
    let all = [Some(ComparedWith::Previous), last_year];
    let one = |with| match worth {
        Some(worth) => of_worth(table, period, with, worth),
        None => in_energy(of(table, period, with, heat)),
    };
    all.into_iter().flatten().map(one).collect()
}

/// One comparison, over equal elapsed parts only; with `heat` also in equal weather.
pub(in crate::services) fn of(table: &Table, period: Period, with: ComparedWith, heat: Option<&Heat>) -> Comparison {
    let other = with.of(period);
    let days = known(table, elapsed(period, table.latest()));
    compare(with, period, other, &days, &known(table, other.days()), heat)
}

fn in_energy(of: Comparison) -> Comparison<Amount> {
    let Comparison { with, other, days, days_elapsed, current, reference, percent, weather } = of;
    let (current, reference) = (current.into(), reference.into());
    Comparison { with, other, days, days_elapsed, current, reference, percent, weather }
}

/// The same of money or CO2, over days of which all counts on both sides.
fn of_worth(table: &Table, period: Period, with: ComparedWith, worth: &Worth) -> Comparison<Amount> {
    let other = with.of(period);
    let elapsed = elapsed(period, table.latest());
    let latest = elapsed.clone().filter(|day| table.day(*day).total.is_some()).max();
    let whole = |day: LocalDay| {
        let known = table.day(day);
        known.whole && known.total.is_some() && worth.whole(day)
    };
    let compared = over(period, other, latest, whole);
    let amount = |days: &[LocalDay]| worth.sum(days.iter().copied()).unwrap_or_default();
    let (current, reference) = (amount(&compared.days), amount(&compared.others));
    #[expect(clippy::cast_precision_loss, reason = "cents and grams of a building")]
    let percent = |current: i64, reference: i64| (current as f64 / reference as f64 - 1.0) * 100.0;
    let written = |value| Amount { measure: worth.measure, value };
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Comparison {
        with,
        other,
        days: number(compared.days.len()),
        days_elapsed: number(latest.map_or(0, |latest| elapsed.take_while(|day| *day <= latest).count())),
        current: written(current),
        reference: written(reference),
        percent: (!compared.days.is_empty() && reference > 0).then(|| percent(current, reference)),
        // The weather is taken out of energy, and not again of what follows from it.
        weather: None,
    }
}

fn known(table: &Table, days: impl Iterator<Item = LocalDay>) -> Vec<KnownDay> {
    days.filter_map(|day| {
        let found = table.day(day);
        Some(KnownDay { day, total: found.total?, whole: found.whole })
    })
    .collect()
}
