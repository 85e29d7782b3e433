//! The period against the one before and against last year.

use super::{period::elapsed, table::Table};
use crate::{
    analytics::compare::{KnownDay, compare},
    domain::time::{LocalDay, Period},
    views::shared::{ComparedWith, Comparison},
};

/// Both comparisons; of a year one, because the period before is the same one last year.
pub(super) fn both(table: &Table, period: Period) -> Vec<Comparison> {
    let last_year = (period.previous() != period.same_last_year()).then_some(ComparedWith::LastYear);
    let all = [Some(ComparedWith::Previous), last_year];
    all.into_iter().flatten().map(|with| of(table, period, with)).collect()
}

/// One comparison, over equal elapsed parts only.
pub(in crate::services) fn of(table: &Table, period: Period, with: ComparedWith) -> Comparison {
    let other = match with {
        ComparedWith::Previous => period.previous(),
        ComparedWith::LastYear => period.same_last_year(),
    };
    let days = known(table, elapsed(period, table.latest()));
    compare(with, period, other, &days, &known(table, other.days()))
}

fn known(table: &Table, days: impl Iterator<Item = LocalDay>) -> Vec<KnownDay> {
    days.filter_map(|day| {
        let found = table.day(day);
        Some(KnownDay { day, total: found.total?, whole: found.whole })
    })
    .collect()
}
