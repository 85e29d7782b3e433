//! The report builder: which period is meant, and what its report will say.

use super::{KINDS, ReportQuery, apart, figures};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::BuildingId,
        series::SeriesKind,
        time::{LocalDay, Period, PeriodKind},
    },
    reports,
    services::{
        App, buildings,
        dashboards::{period, sources},
    },
    views::report::{ReportAsked, ReportPreview},
};

/// What is asked for, as a page.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see.
pub async fn preview(app: &App, actor: &Actor, id: BuildingId, asked: &ReportAsked) -> Result<ReportPreview, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    let lines = source.lines_of(SeriesKind::ElectricityConsumption, None);
    let (earliest, latest) = (lines.iter().map(|line| line.first).min(), lines.iter().map(|line| line.last).max());
    let period = chosen(asked, source.today, earliest.zip(latest));
    let report = figures::fill(app, &source, &ReportQuery { period, language: asked.language }).await?;
    Ok(ReportPreview {
        building: id,
        name: source.building.name.clone(),
        today: source.today,
        earliest,
        period,
        runs: report.until.is_some(),
        previous: period::previous(period, earliest),
        next: period::next(period, source.today),
        page: apart(move || reports::energy_page(&report)).await?,
    })
}

/// The period around the day that is asked for, never after today; else the last one whose days are all over, as far as
/// the data reach (`first` and last day with any).
fn chosen(asked: &ReportAsked, today: LocalDay, data: Option<(LocalDay, LocalDay)>) -> Period {
    let kind = if KINDS.contains(&asked.kind) { asked.kind } else { PeriodKind::Month };
    if let Some(day) = asked.day {
        return Period::containing(kind, day.min(today));
    }
    let (first, last) = data.unwrap_or((today, today));
    let current = Period::containing(kind, last.min(today));
    let before = current.previous();
    if last < current.last() && first <= before.last() { before } else { current }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::format::Language;

    #[test]
    fn the_last_period_that_is_over_unless_asked_otherwise() {
        let today = "2026-11-21".parse().unwrap();
        let asked = |kind, day: Option<&str>, latest: Option<&str>| {
            let asked = ReportAsked { kind, day: day.map(|day| day.parse().unwrap()), language: Language::Fr };
            let first: LocalDay = "2026-02-10".parse().unwrap();
            chosen(&asked, today, latest.map(|day| (first, day.parse().unwrap()))).to_string()
        };
        assert_eq!(asked(PeriodKind::Month, None, Some("2026-11-20")), "2026-10");
        assert_eq!(asked(PeriodKind::Month, None, Some("2026-09-30")), "2026-09");
        assert_eq!(asked(PeriodKind::Year, None, Some("2026-11-20")), "2026", "nothing is known of the year before");
        assert_eq!(asked(PeriodKind::Month, None, None), "2026-11");
        assert_eq!(asked(PeriodKind::Week, Some("2026-03-04"), None), "2026-W10");
        assert_eq!(asked(PeriodKind::Month, Some("2031-03-04"), None), "2026-11");
        assert_eq!(asked(PeriodKind::Day, Some("2026-03-04"), None), "2026-03");
    }
}
