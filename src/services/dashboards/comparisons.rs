//! The period against the one before and against last year.

use super::{period::elapsed, table::Table};
use crate::{
    analytics::{
        compare::{KnownDay, compare},
        degree_days::Heat,
    },
    domain::time::{LocalDay, Period},
    views::shared::{ComparedWith, Comparison},
};

/// Both comparisons; of a year one, because the period before is the same one last year.
pub(super) fn both(table: &Table, period: Period, heat: Option<&Heat>) -> Vec<Comparison> {
    let last_year = (period.previous() != period.same_last_year()).then_some(ComparedWith::LastYear);
    let all = [Some(ComparedWith::Previous), last_year];
    all.into_iter().flatten().map(|with| of(table, period, with, heat)).collect()
}

/// One comparison, over equal elapsed parts only; with `heat` also in equal weather.
pub(in crate::services) fn of(table: &Table, period: Period, with: ComparedWith, heat: Option<&Heat>) -> Comparison {
    let other = match with {
        ComparedWith::Previous => period.previous(),
        ComparedWith::LastYear => period.same_last_year(),
    };
    let days = known(table, elapsed(period, table.latest()));
    compare(with, period, other, &days, &known(table, other.days()), heat)
}

fn known(table: &Table, days: impl Iterator<Item = LocalDay>) -> Vec<KnownDay> {
    days.filter_map(|day| {
        let found = table.day(day);
        Some(KnownDay { day, total: found.total?, whole: found.whole })
    })
    .collect()
}
