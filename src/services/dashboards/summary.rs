//! Totals of a period and of the months before it.

use super::{peaks, period::elapsed, table::Table};
use crate::{
    domain::{
        error::AppError,
        time::{LocalDay, Period, PeriodKind},
    },
    services::App,
    views::building::{MonthRow, Summary},
};

/// Totals of the elapsed days of `period`.
pub(in crate::services) async fn summary(app: &App, table: &Table, period: Period) -> Result<Summary, AppError> {
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
/// are left out. Their days count as those of a period: up to the latest data. The days after it are not missing but
/// not there yet (operators publish the next day or later), and how old the data are is said beside them.
pub(in crate::services) async fn months(
    app: &App,
    table: &Table,
    period: Period,
    today: LocalDay,
) -> Result<Vec<MonthRow>, AppError> {
    let latest = Period::containing(PeriodKind::Month, period.last().min(today));
    let mut rows = Vec::new();
    for month in std::iter::successors(Some(latest), |month| Some(month.previous())).take(12) {
        if table.earliest().is_none_or(|earliest| month.last() < earliest) {
            break;
        }
        let Summary { total, mean_per_day, days_whole, days_elapsed, max } = summary(app, table, month).await?;
        rows.push(MonthRow { month, total, mean_per_day, days_whole, days_elapsed, max });
    }
    Ok(rows)
}

fn count(days: impl Iterator<Item = LocalDay>) -> u32 {
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}
