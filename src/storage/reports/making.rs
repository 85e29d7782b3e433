//! Leases of reports: each is made by one worker at a time, of whichever instance. As with runs of synchronisation, who
//! has lost a report writes nothing about it.

use super::{
    super::{
        StorageError, Tx,
        db::{one, optional, run},
    },
    row::Row,
};
use crate::domain::{
    id::ReportId,
    report::{Report, ReportState},
    time::Instant,
};

/// The right to make a report, for as long as the report's row says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    report: ReportId,
    /// Which try this is, from 1.
    pub attempt: i64,
}

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    #[sqlx(flatten)]
    report: Row,
    attempt: i64,
}

const CLAIM: &str = "UPDATE reports SET state = 'running', attempt = attempt + 1, lease_until = $1 \
     WHERE id = (SELECT id FROM reports WHERE state IN ('queued', 'running') \
     AND (lease_until IS NULL OR lease_until < $2) ORDER BY created_at, id LIMIT 1) \
     AND state IN ('queued', 'running') AND (lease_until IS NULL OR lease_until < $2) \
     RETURNING id, organisation_id, building_id, user_id, batch_id, period, language, state, file_name, file_size, \
     created_at, finished_at, attempt";

const FREE: &str = "SELECT COUNT(*) FROM reports WHERE state IN ('queued', 'running') \
     AND (lease_until IS NULL OR lease_until < $1)";

/// Takes the oldest report that waits or was left by its maker; nobody else gets it until `until`.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, now: Instant, until: Instant) -> Result<Option<(Report, Lease)>, StorageError> {
    loop {
        if let Some(row) = optional!(tx, ClaimedRow, CLAIM, until, now)? {
            let report = Report::try_from(row.report)?;
            let lease = Lease { report: report.id, attempt: row.attempt };
            return Ok(Some((report, lease)));
        }
        // On PostgreSQL several may see the same report as the oldest. Who comes too late looks again.
        if one!(tx, (i64,), FREE, now)?.0 == 0 {
            return Ok(None);
        }
    }
}

const GIVE_BACK: &str = "UPDATE reports SET state = 'queued', lease_until = NULL \
     WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Queues a report again that could not be made now.
///
/// # Errors
/// When the database fails.
pub async fn give_back(tx: &mut Tx, lease: Lease) -> Result<bool, StorageError> {
    Ok(run!(tx, GIVE_BACK, lease.report, lease.attempt)? == 1)
}

const FINISH: &str = "UPDATE reports SET state = $3, file_name = $4, file_size = $5, file = $6, finished_at = $7, \
     lease_until = NULL WHERE id = $1 AND attempt = $2 AND state = 'running'";

/// Ends a report: with its file, or without one. `false`: it is no longer ours.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    tx: &mut Tx,
    lease: Lease,
    file: Option<(&str, &[u8])>,
    now: Instant,
) -> Result<bool, StorageError> {
    let state = if file.is_some() { ReportState::Done } else { ReportState::Failed };
    let (name, bytes) = (file.map(|(name, _)| name), file.map(|(_, bytes)| bytes));
    let size = bytes.map(|bytes| i64::try_from(bytes.len()).unwrap_or(i64::MAX));
    Ok(run!(tx, FINISH, lease.report, lease.attempt, state.as_str(), name, size, bytes, now)? == 1)
}
