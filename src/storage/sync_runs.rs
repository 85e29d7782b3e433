//! Synchronisation runs: the queue, their progress and how they ended.

use super::{
    Db, StorageError, Tx, day_number,
    db::{Built, one, optional, run},
    number_day,
};
use crate::domain::{
    id::{BuildingId, OrganisationId, SyncRunId, UsagePointId},
    sync::{SyncProblem, SyncRun, SyncState},
    time::{Instant, LocalDay},
};

#[derive(sqlx::FromRow)]
struct RunRow {
    id: SyncRunId,
    usage_point_id: UsagePointId,
    first_day: i64,
    end_day: i64,
    state: String,
    days_total: i64,
    days_done: i64,
    readings_written: i64,
    problem: Option<String>,
    created_at: Instant,
    finished_at: Option<Instant>,
}

impl From<RunRow> for SyncRun {
    fn from(row: RunRow) -> Self {
        Self {
            id: row.id,
            usage_point: row.usage_point_id,
            first_day: number_day(row.first_day),
            end_day: number_day(row.end_day),
            state: SyncState::from_name(&row.state),
            days_total: row.days_total,
            days_done: row.days_done,
            readings_written: row.readings_written,
            problem: row.problem.as_deref().and_then(SyncProblem::from_name),
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

const INSERT: &str = "INSERT INTO sync_runs (id, usage_point_id, first_day, end_day, state, days_total, days_done, \
     readings_written, created_at) VALUES ($1, $2, $3, $4, 'queued', 0, 0, 0, $5) ON CONFLICT DO NOTHING";

/// Queues a run over the local days `[first, end)`, unless the meter has an open one. Says whether it was queued.
///
/// # Errors
/// When the database fails.
pub async fn queue(
    tx: &mut Tx,
    id: SyncRunId,
    usage_point: UsagePointId,
    (first, end): (LocalDay, LocalDay),
    now: Instant,
) -> Result<bool, StorageError> {
    Ok(run!(tx, INSERT, id, usage_point, day_number(first), day_number(end), now)? == 1)
}

const CLAIM: &str = "UPDATE sync_runs SET state = 'running' WHERE id = (SELECT id FROM sync_runs \
     WHERE state = 'queued' ORDER BY created_at, id LIMIT 1) AND state = 'queued' RETURNING id, usage_point_id, first_day, end_day, state, \
     days_total, days_done, readings_written, problem, created_at, finished_at";

const ANY_QUEUED: &str = "SELECT COUNT(*) FROM sync_runs WHERE state = 'queued'";

/// Takes the oldest queued run; nobody else gets it then.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx) -> Result<Option<SyncRun>, StorageError> {
    loop {
        let claimed = optional!(tx, RunRow, CLAIM)?;
        // Several workers may see the same run as the oldest. Those who come too late look again.
        if claimed.is_some() || one!(tx, (i64,), ANY_QUEUED)?.0 == 0 {
            return Ok(claimed.map(SyncRun::from));
        }
    }
}

const CLAIM_OF_BUILDING: &str = "UPDATE sync_runs SET state = 'running' WHERE id = (SELECT r.id FROM sync_runs r \
     JOIN usage_points u ON u.id = r.usage_point_id WHERE r.state = 'queued' AND u.building_id = $1 \
     ORDER BY r.created_at, r.id LIMIT 1) AND state = 'queued' RETURNING id, usage_point_id, first_day, end_day, state, days_total, \
     days_done, readings_written, problem, created_at, finished_at";

const ANY_QUEUED_OF_BUILDING: &str = "SELECT COUNT(*) FROM sync_runs r JOIN usage_points u ON u.id = r.usage_point_id \
     WHERE r.state = 'queued' AND u.building_id = $1";

/// Takes the oldest queued run of one building.
///
/// # Errors
/// When the database fails.
pub async fn claim_of_building(tx: &mut Tx, building: BuildingId) -> Result<Option<SyncRun>, StorageError> {
    loop {
        let claimed = optional!(tx, RunRow, CLAIM_OF_BUILDING, building)?;
        if claimed.is_some() || one!(tx, (i64,), ANY_QUEUED_OF_BUILDING, building)?.0 == 0 {
            return Ok(claimed.map(SyncRun::from));
        }
    }
}

const REQUEUE_RUNNING: &str = "UPDATE sync_runs SET state = 'queued' WHERE state = 'running'";

/// Queues again what was running when the process ended. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn requeue_running(tx: &mut Tx) -> Result<u64, StorageError> {
    run!(tx, REQUEUE_RUNNING)
}

const REQUEUE: &str = "UPDATE sync_runs SET state = 'queued' WHERE id = $1 AND state = 'running'";

/// Queues a run again that has to stop half-way.
///
/// # Errors
/// When the database fails.
pub async fn requeue(tx: &mut Tx, id: SyncRunId) -> Result<(), StorageError> {
    run!(tx, REQUEUE, id)?;
    Ok(())
}

const PLANNED: &str = "UPDATE sync_runs SET days_total = $2, days_done = $3 WHERE id = $1 AND state = 'running'";

/// Notes how many days are planned. Says whether the run is still running.
///
/// # Errors
/// When the database fails.
pub async fn planned(tx: &mut Tx, id: SyncRunId, total: i64, done: i64) -> Result<bool, StorageError> {
    Ok(run!(tx, PLANNED, id, total, done)? == 1)
}

const ADVANCE: &str = "UPDATE sync_runs SET days_done = $2, readings_written = readings_written + $3, problem = NULL \
     WHERE id = $1 AND state = 'running'";

/// Notes progress. `false`: the run was stopped meanwhile, so nothing of this piece may be kept.
///
/// # Errors
/// When the database fails.
pub async fn advance(tx: &mut Tx, id: SyncRunId, done: i64, written: i64) -> Result<bool, StorageError> {
    Ok(run!(tx, ADVANCE, id, done, written)? == 1)
}

const NOTE_PROBLEM: &str = "UPDATE sync_runs SET problem = $2 WHERE id = $1 AND state = 'running'";

/// Says why an open run stands still.
///
/// # Errors
/// When the database fails.
pub async fn note_problem(tx: &mut Tx, id: SyncRunId, problem: SyncProblem) -> Result<(), StorageError> {
    run!(tx, NOTE_PROBLEM, id, problem.as_str())?;
    Ok(())
}

const FINISH: &str = "UPDATE sync_runs SET state = $2, problem = $3, finished_at = $4, \
     days_done = CASE WHEN $2 = 'done' THEN days_total ELSE days_done END WHERE id = $1 AND state = 'running'";

/// Ends a run. A run that is done has asked for every planned day.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    tx: &mut Tx,
    id: SyncRunId,
    state: SyncState,
    problem: Option<SyncProblem>,
    now: Instant,
) -> Result<(), StorageError> {
    run!(tx, FINISH, id, state.as_str(), problem.map(SyncProblem::as_str), now)?;
    Ok(())
}

const STOP_OPEN: &str = "UPDATE sync_runs SET state = 'failed', problem = NULL, finished_at = $2 \
     WHERE usage_point_id = $1 AND state IN ('queued', 'running')";

/// Stops the open run of a meter, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn stop_open(tx: &mut Tx, usage_point: UsagePointId, now: Instant) -> Result<(), StorageError> {
    run!(tx, STOP_OPEN, usage_point, now)?;
    Ok(())
}

const ORGANISATION_OF: &str = "SELECT organisation_id FROM usage_points WHERE id = $1";

/// The tenant of a meter, for the worker, which acts for nobody in particular.
///
/// # Errors
/// When the database fails.
pub async fn organisation_of(db: &Db, usage_point: UsagePointId) -> Result<Option<OrganisationId>, StorageError> {
    Ok(optional!(db, (OrganisationId,), ORGANISATION_OF, usage_point)?.map(|row| row.0))
}

const NARROW: &str = "UPDATE sync_runs SET first_day = $2, end_day = $3 WHERE usage_point_id = $1 AND state = 'queued'";

/// Lets a queued run ask for the local days `[first, end)` only.
///
/// # Errors
/// When the database fails.
pub async fn narrow(
    tx: &mut Tx,
    usage_point: UsagePointId,
    (first, end): (LocalDay, LocalDay),
) -> Result<(), StorageError> {
    run!(tx, NARROW, usage_point, day_number(first), day_number(end)).map(drop)
}

const LATEST_HEAD: &str = "SELECT id, usage_point_id, first_day, end_day, state, days_total, days_done, \
     readings_written, problem, created_at, finished_at FROM sync_runs r WHERE NOT EXISTS (SELECT 1 FROM sync_runs l \
     WHERE l.usage_point_id = r.usage_point_id AND (l.created_at > r.created_at OR \
     (l.created_at = r.created_at AND l.id > r.id))) AND usage_point_id IN (";

/// The latest run of each of these meters that ever had one.
///
/// # Errors
/// When the database fails.
pub async fn latest(db: &Db, usage_points: &[UsagePointId]) -> Result<Vec<SyncRun>, StorageError> {
    let mut runs = Vec::new();
    for some in usage_points.chunks(500) {
        let rows: Vec<RunRow> = Built::new(LATEST_HEAD).list(some).push(")").all(db).await?;
        runs.extend(rows.into_iter().map(SyncRun::from));
    }
    Ok(runs)
}
