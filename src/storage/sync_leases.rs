//! Leases of synchronisation runs: several workers, of one process or of several instances, and each run with one of them.
//!
//! A claim gives a lease for some seconds; its holder extends it while it works. When it ends without that, the holder is
//! gone and anyone may claim the run again. Times are those of the claiming instance: where clocks differ, a run may be
//! taken over while its holder lives. That is harmless, because everything a holder writes is bound to its attempt: the
//! old one finds that nothing was changed, and rolls back.

use super::{
    Db, StorageError, Tx,
    db::{one, optional, run},
    sync_runs::RunRow,
};
use crate::domain::{
    id::{BuildingId, SyncRunId},
    sync::{SyncProblem, SyncRun, SyncState},
    time::Instant,
};

/// The right to work on a run, for as long as the run's row says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    run: SyncRunId,
    attempt: i64,
}

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    #[sqlx(flatten)]
    run: RunRow,
    attempt: i64,
}

const CLAIM: &str = "UPDATE sync_runs SET state = 'running', attempt = attempt + 1, lease_until = $1 \
     WHERE id = (SELECT id FROM sync_runs WHERE state IN ('queued', 'running') \
     AND (lease_until IS NULL OR lease_until < $2) AND (not_before IS NULL OR not_before <= $2) \
     ORDER BY kind DESC, created_at, id LIMIT 1) \
     AND state IN ('queued', 'running') AND (lease_until IS NULL OR lease_until < $2) \
     RETURNING id, usage_point_id, kind, first_day, end_day, state, days_total, days_done, readings_written, problem, \
     created_at, finished_at, attempt";

const FREE: &str = "SELECT COUNT(*) FROM sync_runs WHERE state IN ('queued', 'running') \
     AND (lease_until IS NULL OR lease_until < $1) AND (not_before IS NULL OR not_before <= $1)";

const CLAIM_OF_BUILDING: &str = "UPDATE sync_runs SET state = 'running', attempt = attempt + 1, lease_until = $1 \
     WHERE id = (SELECT r.id FROM sync_runs r JOIN usage_points u ON u.id = r.usage_point_id \
     WHERE r.state IN ('queued', 'running') AND (r.lease_until IS NULL OR r.lease_until < $2) \
     AND (r.not_before IS NULL OR r.not_before <= $2) AND u.building_id = $3 ORDER BY r.kind DESC, r.created_at, r.id LIMIT 1) \
     AND state IN ('queued', 'running') AND (lease_until IS NULL OR lease_until < $2) \
     RETURNING id, usage_point_id, kind, first_day, end_day, state, days_total, days_done, readings_written, problem, \
     created_at, finished_at, attempt";

const FREE_OF_BUILDING: &str = "SELECT COUNT(*) FROM sync_runs r JOIN usage_points u ON u.id = r.usage_point_id \
     WHERE r.state IN ('queued', 'running') AND (r.lease_until IS NULL OR r.lease_until < $1) \
     AND (r.not_before IS NULL OR r.not_before <= $1) AND u.building_id = $2";

/// Takes the oldest run that is queued or was left by its holder, one made by the clock before all others, of one building
/// or of all; nobody else gets it until `until`.
///
/// # Errors
/// When the database fails.
pub async fn claim(
    tx: &mut Tx,
    building: Option<BuildingId>,
    now: Instant,
    until: Instant,
) -> Result<Option<(SyncRun, Lease)>, StorageError> {
    loop {
        let claimed = match building {
            None => optional!(tx, ClaimedRow, CLAIM, until, now)?,
            Some(building) => optional!(tx, ClaimedRow, CLAIM_OF_BUILDING, until, now, building)?,
        };
        if let Some(row) = claimed {
            let run = SyncRun::from(row.run);
            let lease = Lease { run: run.id, attempt: row.attempt };
            return Ok(Some((run, lease)));
        }
        // On PostgreSQL several may see the same run as the oldest. Who comes too late looks again.
        let (free,) = match building {
            None => one!(tx, (i64,), FREE, now)?,
            Some(building) => one!(tx, (i64,), FREE_OF_BUILDING, now, building)?,
        };
        if free == 0 {
            return Ok(None);
        }
    }
}

const EXTEND: &str = "UPDATE sync_runs SET lease_until = $3 WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Holds the run until `until`. `false`: it is no longer ours.
///
/// # Errors
/// When the database fails.
pub async fn extend(tx: &mut Tx, lease: Lease, until: Instant) -> Result<bool, StorageError> {
    Ok(run!(tx, EXTEND, lease.run, lease.attempt, until)? == 1)
}

const GIVE_BACK: &str = "UPDATE sync_runs SET state = 'queued', lease_until = NULL \
     WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Queues a run again that has to stop half-way.
///
/// # Errors
/// When the database fails.
pub async fn give_back(tx: &mut Tx, lease: Lease) -> Result<(), StorageError> {
    run!(tx, GIVE_BACK, lease.run, lease.attempt).map(drop)
}

const PUT_OFF: &str = "UPDATE sync_runs SET state = 'queued', lease_until = NULL, not_before = $3, problem = $4 \
     WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Queues a run again that nobody is to take before `until`, and says why.
///
/// # Errors
/// When the database fails.
pub async fn put_off(tx: &mut Tx, lease: Lease, until: Instant, problem: SyncProblem) -> Result<(), StorageError> {
    run!(tx, PUT_OFF, lease.run, lease.attempt, until, problem.as_str()).map(drop)
}

const ROUTINE_WAITS: &str = "SELECT COUNT(*) FROM sync_runs WHERE kind = 'routine' AND state = 'queued' \
     AND (not_before IS NULL OR not_before <= $1)";

/// Whether a run made by the clock waits for a worker.
///
/// # Errors
/// When the database fails.
pub async fn routine_waits(db: &Db, now: Instant) -> Result<bool, StorageError> {
    Ok(one!(db, (i64,), ROUTINE_WAITS, now)?.0 > 0)
}

const PLANNED: &str = "UPDATE sync_runs SET days_total = $3, days_done = $4 \
     WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Notes how many days are planned. `false`: the run is no longer ours.
///
/// # Errors
/// When the database fails.
pub async fn planned(tx: &mut Tx, lease: Lease, total: i64, done: i64) -> Result<bool, StorageError> {
    Ok(run!(tx, PLANNED, lease.run, lease.attempt, total, done)? == 1)
}

const ADVANCE: &str = "UPDATE sync_runs SET days_done = $3, readings_written = readings_written + $4, problem = NULL \
     WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Notes progress. `false`: the run was stopped or taken over meanwhile, so nothing of this piece may be kept.
///
/// # Errors
/// When the database fails.
pub async fn advance(tx: &mut Tx, lease: Lease, done: i64, written: i64) -> Result<bool, StorageError> {
    Ok(run!(tx, ADVANCE, lease.run, lease.attempt, done, written)? == 1)
}

const NOTE_PROBLEM: &str = "UPDATE sync_runs SET problem = $3 WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Says why an open run stands still.
///
/// # Errors
/// When the database fails.
pub async fn note_problem(tx: &mut Tx, lease: Lease, problem: SyncProblem) -> Result<(), StorageError> {
    run!(tx, NOTE_PROBLEM, lease.run, lease.attempt, problem.as_str()).map(drop)
}

const FINISH: &str = "UPDATE sync_runs SET state = $3, problem = $4, finished_at = $5, lease_until = NULL, \
     days_done = CASE WHEN $3 = 'done' THEN days_total ELSE days_done END \
     WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Ends a run. A run that is done has asked for every planned day.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    tx: &mut Tx,
    lease: Lease,
    state: SyncState,
    problem: Option<SyncProblem>,
    now: Instant,
) -> Result<(), StorageError> {
    let problem = problem.map(SyncProblem::as_str);
    run!(tx, FINISH, lease.run, lease.attempt, state.as_str(), problem, now).map(drop)
}
