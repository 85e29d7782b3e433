//! Totals of a period and of the months before it.

use super::{
    charts::Present,
    peaks,
    period::elapsed,
    table::{Span, Table},
};
use crate::{
    domain::{
        error::AppError,
        time::{LocalDay, Period, PeriodKind},
    },
    services::App,
    views::building::{MonthRow, Summary},
};

/// Totals of the elapsed days of `period`.
pub(super) async fn summary(app: &App, table: &Table, period: Period) -> Result<Summary, AppError> {
    let days = elapsed(period, table.latest());
    let span = table.span(days.clone());
    Ok(Summary {
        total: span.total,
        days_elapsed: count(days.clone()),
        days_whole: span.days_whole,
        mean_per_day: span.mean_per_day(),
        max: peaks::highest(app, table, days).await?,
    })
}

/// Twelve months, latest first. The latest is the last one of the period that has begun; months before the first data
/// are left out.
pub(super) async fn months(
    app: &App,
    table: &Table,
    period: Period,
    present: Present,
) -> Result<Vec<MonthRow>, AppError> {
    let latest = Period::containing(PeriodKind::Month, period.last().min(present.today));
    let mut rows = Vec::new();
    for month in std::iter::successors(Some(latest), |month| Some(month.previous())).take(12) {
        if table.earliest().is_none_or(|earliest| month.last() < earliest) {
            break;
        }
        let over = month.days().filter(|day| *day < present.today);
        let Span { total, days_whole, .. } = table.span(month.days());
        let mean_per_day = table.span(month.days()).mean_per_day();
        let max = peaks::highest(app, table, month.days()).await?;
        rows.push(MonthRow { month, total, mean_per_day, days_whole, days_elapsed: count(over), max });
    }
    Ok(rows)
}

fn count(days: impl Iterator<Item = LocalDay>) -> u32 {
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}
