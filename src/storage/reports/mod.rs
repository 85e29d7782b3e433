//! Reports made in the background: asked for, listed, fetched, forgotten; who makes one is in `making`, who gets one
//! every month in `subscriptions`.

pub mod making;
mod row;
pub mod subscriptions;

use super::{
    Db, StorageError, Tx,
    db::{Built, all, optional, run},
};
use crate::domain::{
    id::{BatchId, BuildingId, OrganisationId, ReportId, UserId},
    language::Language,
    report::Report,
    time::{Instant, Period},
};
use row::Row;

/// A report to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewReport {
    /// Of which building.
    pub building: BuildingId,
    /// Who asks; `None`: the month has come.
    pub user: Option<UserId>,
    /// What is reported.
    pub period: Period,
    /// The reader's.
    pub language: Language,
}

/// Reports in one statement.
const ROWS_PER_STATEMENT: usize = 500;

const PUT: &str =
    "INSERT INTO reports (id, organisation_id, building_id, user_id, batch_id, period, language, state, created_at) ";
const UNLESS_WAITING: &str = " ON CONFLICT DO NOTHING";

/// Queues reports. One that the same person waits for already, or that the month has brought already, is left as it is.
/// Returns how many were queued.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    organisation: OrganisationId,
    batch: BatchId,
    reports: &[NewReport],
    now: Instant,
) -> Result<u64, StorageError> {
    let mut queued = 0;
    for some in reports.chunks(ROWS_PER_STATEMENT) {
        let row = |new: &NewReport| {
            [
                ReportId::new().into(),
                organisation.into(),
                new.building.into(),
                new.user.into(),
                batch.into(),
                new.period.to_string().as_str().into(),
                new.language.as_str().into(),
                "queued".into(),
                now.into(),
            ]
        };
        queued += Built::new(PUT).rows(some, row).push(UNLESS_WAITING).run(tx).await?;
    }
    Ok(queued)
}

const WAITING: &str = "SELECT id, organisation_id, building_id, user_id, batch_id, period, language, state, file_name, \
     file_size, created_at, finished_at FROM reports WHERE building_id = $1 AND period = $2 AND language = $3 \
     AND user_id = $4 AND state IN ('queued', 'running')";

/// The report that somebody waits for.
///
/// # Errors
/// When the database fails.
pub async fn waiting(
    tx: &mut Tx,
    building: BuildingId,
    user: UserId,
    period: Period,
    language: Language,
) -> Result<Option<Report>, StorageError> {
    let found = optional!(tx, Row, WAITING, building, period.to_string(), language.as_str(), user)?;
    found.map(Report::try_from).transpose()
}

const FIND: &str = "SELECT id, organisation_id, building_id, user_id, batch_id, period, language, state, file_name, \
     file_size, created_at, finished_at FROM reports WHERE organisation_id = $1 AND id = $2";

/// One report.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, organisation: OrganisationId, id: ReportId) -> Result<Option<Report>, StorageError> {
    optional!(db, Row, FIND, organisation, id)?.map(Report::try_from).transpose()
}

const OF_BUILDINGS: &str = "SELECT id, organisation_id, building_id, user_id, batch_id, period, language, state, \
     file_name, file_size, created_at, finished_at FROM reports WHERE building_id IN (";

/// The latest reports of some buildings, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn of_buildings(db: &Db, buildings: &[BuildingId], limit: u32) -> Result<Vec<Report>, StorageError> {
    if buildings.is_empty() {
        return Ok(Vec::new());
    }
    let query = Built::new(OF_BUILDINGS).list(buildings).push(") ORDER BY id DESC LIMIT ").bind(i64::from(limit));
    query.all::<Row>(db).await?.into_iter().map(Report::try_from).collect()
}

const OF_BATCH: &str = "SELECT id, organisation_id, building_id, user_id, batch_id, period, language, state, file_name, \
     file_size, created_at, finished_at FROM reports WHERE organisation_id = $1 AND batch_id = $2 ORDER BY id";

/// The reports that were asked for at once.
///
/// # Errors
/// When the database fails.
pub async fn of_batch(db: &Db, organisation: OrganisationId, batch: BatchId) -> Result<Vec<Report>, StorageError> {
    all!(db, Row, OF_BATCH, organisation, batch)?.into_iter().map(Report::try_from).collect()
}

const OF_MONTH: &str = "SELECT id, organisation_id, building_id, user_id, batch_id, period, language, state, file_name, \
     file_size, created_at, finished_at FROM reports WHERE building_id = $1 AND period = $2 AND language = $3 \
     AND user_id IS NULL";

/// The report that a month has brought.
///
/// # Errors
/// When the database fails.
pub async fn of_month(
    db: &Db,
    building: BuildingId,
    month: Period,
    language: Language,
) -> Result<Option<Report>, StorageError> {
    let found = optional!(db, Row, OF_MONTH, building, month.to_string(), language.as_str())?;
    found.map(Report::try_from).transpose()
}

const FILE: &str = "SELECT file FROM reports WHERE organisation_id = $1 AND id = $2";

/// The file of a report; `None`: not made, or gone.
///
/// # Errors
/// When the database fails.
pub async fn file(db: &Db, organisation: OrganisationId, id: ReportId) -> Result<Option<Vec<u8>>, StorageError> {
    Ok(optional!(db, (Option<Vec<u8>>,), FILE, organisation, id)?.and_then(|(file,)| file))
}

const FORGET: &str = "DELETE FROM reports WHERE created_at < $1";

/// Forgets reports that were asked for before `before`, with their files. Returns how many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, before: Instant) -> Result<u64, StorageError> {
    run!(tx, FORGET, before)
}
