//! The months of a report.

use super::{carbon::Emitting, costs::Priced};
use crate::{
    domain::{
        error::AppError,
        time::{LocalDay, Period, PeriodKind},
        units::Joules,
    },
    services::{
        App,
        dashboards::{period::elapsed, summary, table::Table},
    },
    views::{building::MonthRow, report::ReportMonth},
};

/// The months that may be shown, oldest first: twelve up to the period's last one that has begun, of a year only its own.
pub(super) fn candidates(period: Period, today: LocalDay) -> Vec<Period> {
    let latest = Period::containing(PeriodKind::Month, period.last().min(today));
    let months = std::iter::successors(Some(latest), |month| Some(month.previous())).take(12);
    let mut months: Vec<Period> = months.filter(|month| is_shown(*month, period)).collect();
    months.reverse();
    months
}

fn is_shown(month: Period, period: Period) -> bool {
    period.kind != PeriodKind::Year || month.first >= period.first
}

/// Those with data, oldest first, with the figures of the dashboard.
pub(super) async fn rows(app: &App, table: &Table, period: Period, today: LocalDay) -> Result<Vec<MonthRow>, AppError> {
    let mut rows = summary::months(app, table, period, today).await?;
    rows.retain(|row| is_shown(row.month, period));
    rows.reverse();
    Ok(rows)
}

/// With what they cost, what they emitted, and what they were a year before.
pub(super) fn filled(
    rows: Vec<MonthRow>,
    table: &Table,
    priced: &Priced,
    carbon: &Emitting,
    period: Period,
) -> Vec<ReportMonth> {
    let months: Vec<Period> = rows.iter().map(|row| row.month).collect();
    // The months of a year stand under its total, others for themselves.
    let mut cents = priced.of_months(&months, period.kind == PeriodKind::Year).into_iter();
    let month = |row: MonthRow| ReportMonth {
        month: row.month,
        energy: row.total,
        last_year: last_year(table, row.month),
        cents: cents.next().flatten(),
        grams: carbon.grams(table, elapsed(row.month, table.latest())),
        days_whole: row.days_whole,
        days_elapsed: row.days_elapsed,
        max: row.max,
    };
    rows.into_iter().map(month).collect()
}

/// The same month a year before, of one that is not over its elapsed part; `None` unless wholly known.
fn last_year(table: &Table, month: Period) -> Option<Joules> {
    let elapsed = elapsed(month, table.latest()).count();
    // February of a leap year has no more days than there are.
    let taken = if elapsed == month.days().count() { usize::MAX } else { elapsed };
    let days = || month.same_last_year().days().take(taken);
    let span = table.span(days());
    span.total.filter(|_| usize::try_from(span.days_whole).is_ok_and(|whole| whole > 0 && whole == days().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_shows_its_own_months_and_a_month_a_year() {
        let today = "2026-11-21".parse().unwrap();
        let shown = |period: &str| {
            let months = candidates(period.parse().unwrap(), today);
            (months.len(), months.first().unwrap().to_string(), months.last().unwrap().to_string())
        };
        assert_eq!(shown("2026"), (11, "2026-01".to_owned(), "2026-11".to_owned()));
        assert_eq!(shown("2025"), (12, "2025-01".to_owned(), "2025-12".to_owned()));
        assert_eq!(shown("2026-10"), (12, "2025-11".to_owned(), "2026-10".to_owned()));
        assert_eq!(shown("2026-W01"), (12, "2025-02".to_owned(), "2026-01".to_owned()));
    }
}
