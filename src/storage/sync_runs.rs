//! Synchronisation runs: the queue, their progress and how they ended.

use super::{
    Db, StorageError, Tx, day_number,
    db::{Built, one, optional, run},
    number_day,
};
use crate::domain::{
    change::Change,
    id::{BuildingId, OrganisationId, SyncRunId, UsagePointId},
    provider::ProviderId,
    sync::{RunKind, SyncProblem, SyncRun, SyncState},
    time::{Instant, LocalDay},
};

#[derive(sqlx::FromRow)]
pub(super) struct RunRow {
    id: SyncRunId,
    usage_point_id: UsagePointId,
    kind: String,
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
            kind: RunKind::from_name(&row.kind),
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
const HURRY: &str = "UPDATE sync_runs SET not_before = NULL WHERE usage_point_id = $1 AND kind = 'history' \
     AND state = 'queued'";

/// Queues a run over the local days `[first, end)`, unless one is open that is not made by the clock: that one is no
/// longer put off. Says whether it was queued.
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
    run!(tx, HURRY, usage_point)?;
    Ok(run!(tx, INSERT, id, usage_point, day_number(first), day_number(end), now)? == 1)
}

const PUT_OFF_ALL: &str = "UPDATE sync_runs SET not_before = $2 WHERE state = 'queued' \
     AND (not_before IS NULL OR not_before < $2) AND usage_point_id IN (SELECT id FROM usage_points WHERE provider = $1)";

/// Lets nobody take a queued run of an operator before `until`.
///
/// # Errors
/// When the database fails.
pub async fn put_off_all(tx: &mut Tx, provider: ProviderId, until: Instant) -> Result<(), StorageError> {
    run!(tx, PUT_OFF_ALL, provider.as_str(), until).map(drop)
}

const RESUME: &str = "UPDATE sync_runs SET state = 'queued', created_at = $1, finished_at = NULL, not_before = NULL \
     WHERE kind = 'history' AND state = 'failed' \
     AND problem IN ('operator_fault', 'quota_reached', 'consent_in_doubt') AND NOT EXISTS \
     (SELECT 1 FROM sync_runs n WHERE n.usage_point_id = sync_runs.usage_point_id AND n.kind = 'history' \
     AND (n.created_at > sync_runs.created_at OR n.created_at = sync_runs.created_at AND n.id > sync_runs.id))";

/// Queues the histories again that an operator's trouble has ended, or its doubt about a consent, where nothing newer was
/// wanted.
///
/// # Errors
/// When the database fails.
pub async fn resume_failed(tx: &mut Tx, now: Instant) -> Result<(), StorageError> {
    run!(tx, RESUME, now).map(drop)
}

const INSERT_ROUTINE: &str = "INSERT INTO sync_runs (id, usage_point_id, first_day, end_day, state, days_total, days_done, \
     readings_written, created_at, kind) ";
const AGAIN: &str = " ON CONFLICT (usage_point_id) WHERE kind = 'routine' DO UPDATE SET \
     first_day = CASE WHEN sync_runs.state = 'queued' AND sync_runs.first_day < excluded.first_day \
     THEN sync_runs.first_day ELSE excluded.first_day END, \
     end_day = CASE WHEN sync_runs.state = 'queued' AND sync_runs.end_day > excluded.end_day \
     THEN sync_runs.end_day ELSE excluded.end_day END, \
     state = 'queued', days_total = 0, days_done = 0, readings_written = 0, problem = NULL, not_before = NULL, \
     created_at = excluded.created_at, finished_at = NULL WHERE sync_runs.state <> 'running'";

/// Queues the routine run of each meter over its local days `[first, end)`, unless it is at work; one that is queued gets
/// these days, too.
///
/// # Errors
/// When the database fails.
pub async fn queue_routine(
    tx: &mut Tx,
    meters: &[(UsagePointId, LocalDay, LocalDay)],
    now: Instant,
) -> Result<(), StorageError> {
    for some in meters.chunks(500) {
        let row = |(meter, first, end): &(UsagePointId, LocalDay, LocalDay)| {
            let (first, end) = (day_number(*first), day_number(*end));
            let zero = || 0_i64.into();
            let (id, state, kind) = (SyncRunId::new().into(), "queued".into(), "routine".into());
            [id, (*meter).into(), first.into(), end.into(), state, zero(), zero(), zero(), now.into(), kind]
        };
        Built::new(INSERT_ROUTINE).rows(some, row).push(AGAIN).run(tx).await?;
    }
    Ok(())
}

const STOP_OPEN: &str = "UPDATE sync_runs SET state = 'failed', problem = NULL, finished_at = $2, lease_until = NULL \
     WHERE usage_point_id = $1 AND state IN ('queued', 'running')";

/// Stops the open runs of a meter, if it has any.
///
/// # Errors
/// When the database fails.
pub async fn stop_open(tx: &mut Tx, usage_point: UsagePointId, now: Instant) -> Result<(), StorageError> {
    run!(tx, STOP_OPEN, usage_point, now)?;
    Ok(())
}

const PLACE_OF: &str = "SELECT organisation_id, building_id FROM usage_points WHERE id = $1";

/// The tenant and the building of a meter, for the worker, which acts for nobody in particular.
///
/// # Errors
/// When the database fails.
pub async fn place_of(db: &Db, usage_point: UsagePointId) -> Result<Option<Change>, StorageError> {
    let row = optional!(db, (OrganisationId, BuildingId), PLACE_OF, usage_point)?;
    Ok(row.map(|(organisation, building)| Change { organisation, building }))
}

const OPEN: &str = "SELECT COUNT(*) FROM sync_runs WHERE state IN ('queued', 'running')";

/// How many runs are queued or at work, here or elsewhere.
///
/// # Errors
/// When the database fails.
pub async fn open(db: &Db) -> Result<i64, StorageError> {
    Ok(one!(db, (i64,), OPEN)?.0)
}

const NARROW: &str = "UPDATE sync_runs SET first_day = $2, end_day = $3 WHERE usage_point_id = $1 AND kind = 'history' \
     AND state = 'queued'";

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

const LATEST_HEAD: &str = "SELECT id, usage_point_id, kind, first_day, end_day, state, days_total, days_done, \
     readings_written, problem, created_at, finished_at FROM sync_runs r WHERE NOT EXISTS (SELECT 1 FROM sync_runs l \
     WHERE l.usage_point_id = r.usage_point_id AND \
     (CASE WHEN l.kind = 'history' AND l.state IN ('queued', 'running') THEN 1 ELSE 0 END, l.created_at, l.id) > \
     (CASE WHEN r.kind = 'history' AND r.state IN ('queued', 'running') THEN 1 ELSE 0 END, r.created_at, r.id)) \
     AND usage_point_id IN (";

/// The latest run of each of these meters that ever had one; while a history is fetched, that one.
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
