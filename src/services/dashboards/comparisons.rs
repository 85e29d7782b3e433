//! The period against the one before and against last year.

use super::{period::elapsed, table::Table};
use crate::{
    analytics::compare::{KnownDay, compare},
    domain::time::{LocalDay, Period},
    views::shared::{ComparedWith, Comparison},
};

/// Both comparisons.
pub(super) fn both(table: &Table, period: Period) -> Vec<Comparison> {
    [ComparedWith::Previous, ComparedWith::LastYear].map(|with| of(table, period, with)).into()
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
