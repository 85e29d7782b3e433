//! What was asked of operators in the last weeks, and what came of it.

use super::{
    Db, StorageError, Tx, day_number,
    day_requests::DayOutcome,
    db::{all, run},
    number_day,
};
use crate::domain::{
    id::UsagePointId,
    provider::ProviderId,
    series::SeriesKind,
    sync::SyncProblem,
    time::{Instant, LocalDay},
};
use uuid::Uuid;

/// What one request came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something about the days.
    Days(DayOutcome),
    /// The request failed.
    Problem(SyncProblem),
}

impl Heard {
    fn as_str(self) -> &'static str {
        match self {
            Self::Days(outcome) => outcome.as_str(),
            Self::Problem(problem) => problem.as_str(),
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let problem = || SyncProblem::from_name(name).map(Self::Problem);
        // "no_data" is both: of a request it says something about the days.
        name.parse().ok().map(Self::Days).or_else(problem)
    }
}

/// One request and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When the answer came.
    pub at: Instant,
    /// Of which series.
    pub kind: SeriesKind,
    /// Whether it was the load curve; else daily values.
    pub curve: bool,
    /// First local day asked for.
    pub first: LocalDay,
    /// First local day not asked for.
    pub end: LocalDay,
    /// What came.
    pub heard: Heard,
    /// The operator's code of an error, or empty.
    pub code: String,
    /// Days that have a value.
    pub days_found: i64,
}

const INSERT: &str = "INSERT INTO sync_journal (id, usage_point_id, at, kind, resource, first_day, end_day, outcome, code, \
     days_found) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Writes down a request.
///
/// # Errors
/// When the database fails.
pub async fn write(tx: &mut Tx, meter: UsagePointId, entry: &Entry) -> Result<(), StorageError> {
    let resource = if entry.curve { "curve" } else { "daily" };
    let (first, end) = (day_number(entry.first), day_number(entry.end));
    let (id, kind, heard, code) = (Uuid::now_v7(), entry.kind.as_str(), entry.heard.as_str(), entry.code.as_str());
    run!(tx, INSERT, id, meter, entry.at, kind, resource, first, end, heard, code, entry.days_found).map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    at: Instant,
    kind: String,
    resource: String,
    first_day: i64,
    end_day: i64,
    outcome: String,
    code: String,
    days_found: i64,
}

const OF_METER: &str = "SELECT at, kind, resource, first_day, end_day, outcome, code, days_found FROM sync_journal \
     WHERE usage_point_id = $1 ORDER BY id DESC LIMIT $2";

/// The latest requests about a meter, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_meter(db: &Db, meter: UsagePointId, most: i64) -> Result<Vec<Entry>, StorageError> {
    let read = |row: Row| {
        Some(Entry {
            at: row.at,
            kind: row.kind.parse().ok()?,
            curve: row.resource == "curve",
            first: number_day(row.first_day),
            end: number_day(row.end_day),
            heard: Heard::from_name(&row.outcome)?,
            code: row.code,
            days_found: row.days_found,
        })
    };
    Ok(all!(db, Row, OF_METER, meter, most)?.into_iter().filter_map(read).collect())
}

/// One line of the journal as far as it tells an operator's trouble from that of a meter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which meter.
    pub meter: UsagePointId,
    /// When.
    pub at: Instant,
    /// What came.
    pub heard: Heard,
    /// The operator's code of an error, or empty.
    pub code: String,
}

const OF_PROVIDER: &str = "SELECT j.usage_point_id, j.at, j.outcome, j.code FROM sync_journal j \
     JOIN usage_points u ON u.id = j.usage_point_id WHERE u.provider = $1 AND j.at >= $2 ORDER BY j.at DESC, j.id DESC \
     LIMIT 2000";

/// The latest requests to an operator since `since`, newest first, at most 2 000.
///
/// # Errors
/// When the database fails.
pub async fn of_provider(db: &Db, provider: ProviderId, since: Instant) -> Result<Vec<Line>, StorageError> {
    let rows = all!(db, (UsagePointId, Instant, String, String), OF_PROVIDER, provider.as_str(), since)?;
    let read = |(meter, at, outcome, code): (UsagePointId, Instant, String, String)| {
        Some(Line { meter, at, heard: Heard::from_name(&outcome)?, code })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

const FORGET: &str = "DELETE FROM sync_journal WHERE at < $1";

/// Forgets requests from before `before`.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, before: Instant) -> Result<(), StorageError> {
    run!(tx, FORGET, before).map(drop)
}
