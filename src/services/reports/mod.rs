//! The energy report of a building: the figures of the screens and of the API, computed by the same functions, put
//! together for a document, a page, or a list of files to fetch.

mod archive;
mod asked;
mod carbon;
mod costs;
mod figures;
mod file;
mod findings;
mod making;
mod meters;
mod monthly;
mod months;
mod overview;
mod preview;

pub use archive::archive;
pub(super) use asked::stored;
pub use asked::{MOST, ask, ask_all, file, list, one};
pub use file::ReportFile;
pub use making::{forget, run_waiting};
pub use monthly::monthly;
pub use overview::{overview, subscribe};
pub use preview::preview;

use super::{App, buildings, dashboards::sources};
use crate::{
    domain::{
        access::{Action, Actor},
        building::Building,
        error::AppError,
        id::BuildingId,
        time::{LocalDay, Period, PeriodKind},
    },
    reports::{self, ReportError},
    views::format::Language,
};

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportQuery {
    /// A week, a month or a year that has begun.
    pub period: Period,
    /// The reader's.
    pub language: Language,
}

/// The kinds of periods that are reported: a day has no shape and no comparison worth a document.
pub const KINDS: [PeriodKind; 3] = [PeriodKind::Week, PeriodKind::Month, PeriodKind::Year];

/// How a period is written.
pub const EXPECTED: &str = "YYYY, YYYY-MM, YYYY-Www";

impl From<ReportError> for AppError {
    fn from(error: ReportError) -> Self {
        tracing::error!(%error, "a report cannot be written");
        Self::Internal
    }
}

/// The document: PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see; [`AppError::InvalidField`] for a day;
/// [`AppError::FutureDate`] for a period that has not begun.
pub async fn document(app: &App, actor: &Actor, id: BuildingId, query: &ReportQuery) -> Result<ReportFile, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    of_building(app, building, query).await
}

/// The document of a building, whoever wants it.
async fn of_building(app: &App, building: Building, query: &ReportQuery) -> Result<ReportFile, AppError> {
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    check(query.period, source.today)?;
    let report = figures::fill(app, &source, query).await?;
    let name = file::name(&report.building.name, query.period);
    let bytes = apart(move || reports::energy_report(&report)).await?;
    Ok(ReportFile { name, bytes })
}

/// Whether a period can be reported, given today.
fn check(period: Period, today: LocalDay) -> Result<(), AppError> {
    if !KINDS.contains(&period.kind) {
        return Err(AppError::InvalidField { field: "period".to_owned(), expected: EXPECTED.to_owned() });
    }
    if period.first > today {
        return Err(AppError::FutureDate { field: "period".to_owned() });
    }
    Ok(())
}

/// Setting a document is computing for some tenths of a second: on a thread that may be blocked.
async fn apart<T: Send + 'static>(
    set: impl FnOnce() -> Result<T, ReportError> + Send + 'static,
) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(set).await.map_err(|error| {
        tracing::error!(%error, "setting a report panicked");
        AppError::Internal
    })?;
    Ok(done?)
}
