//! Asking for reports, and what became of them. Whoever may see a building may ask for its reports and fetch all that
//! were made of it: they say the same to everybody.

use super::{ReportFile, ReportQuery, check};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BatchId, BuildingId, ReportId},
        report::{Report, ReportState},
        time::Period,
    },
    services::{App, buildings},
    storage::reports::{self, NewReport},
    views::format::Language,
};

/// The most reports that are listed at once.
pub const MOST: u32 = 200;

/// Asks for the report of a building. Who waits for the same one already gets that.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see; else as [`super::document`].
pub async fn ask(app: &App, actor: &Actor, id: BuildingId, query: &ReportQuery) -> Result<Report, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    let now = app.clock.now();
    check(query.period, buildings::zone(&building)?.day(now))?;
    let new = NewReport { building: id, user: Some(actor.user), period: query.period, language: query.language };
    let mut tx = app.db.begin().await?;
    reports::put(&mut tx, building.organisation, BatchId::new(), &[new], now).await?;
    let waiting = reports::waiting(&mut tx, id, actor.user, query.period, query.language).await?;
    tx.changes(building.change());
    tx.commit().await?;
    waiting.ok_or(AppError::Internal)
}

/// Asks for the reports of every building that the actor may see. Returns how many were not asked for before.
///
/// # Errors
/// As [`ask`].
pub async fn ask_all(app: &App, actor: &Actor, period: Period, language: Language) -> Result<u64, AppError> {
    let (now, visible) = (app.clock.now(), buildings::visible(app, actor).await?);
    for building in &visible {
        check(period, buildings::zone(building)?.day(now))?;
    }
    let new = |id| NewReport { building: id, user: Some(actor.user), period, language };
    let all: Vec<NewReport> = visible.iter().map(|building| new(building.id)).collect();
    let mut tx = app.db.begin().await?;
    let queued = reports::put(&mut tx, actor.organisation, BatchId::new(), &all, now).await?;
    visible.iter().for_each(|building| tx.changes(building.change()));
    tx.commit().await?;
    Ok(queued)
}

/// The latest reports of a building.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see.
pub async fn list(app: &App, actor: &Actor, id: BuildingId) -> Result<Vec<Report>, AppError> {
    buildings::authorised(app, actor, Action::Read, id).await?;
    Ok(reports::of_buildings(&app.db, &[id], MOST).await?)
}

/// One report of a building.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see, and for a report that is not of it.
pub async fn one(app: &App, actor: &Actor, id: BuildingId, report: ReportId) -> Result<Report, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    let found = reports::find(&app.db, building.organisation, report).await?;
    found.filter(|found| found.building == id).ok_or(AppError::NotFound)
}

/// The file of a report.
///
/// # Errors
/// As [`one`]; also [`AppError::NotFound`] for one that is not made yet, or that failed.
pub async fn file(app: &App, actor: &Actor, id: BuildingId, report: ReportId) -> Result<ReportFile, AppError> {
    let found = one(app, actor, id, report).await?;
    stored(app, &found).await?.ok_or(AppError::NotFound)
}

/// The file as it is stored; `None`: not made.
pub(in crate::services) async fn stored(app: &App, report: &Report) -> Result<Option<ReportFile>, AppError> {
    let Some((name, _)) = report.file.clone().filter(|_| report.state == ReportState::Done) else { return Ok(None) };
    let bytes = reports::file(&app.db, report.organisation, report.id).await?;
    Ok(bytes.map(|bytes| ReportFile { name, bytes }))
}
