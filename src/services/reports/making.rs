//! Making the reports that wait, one after the other, each under a lease: several instances share the queue, and what one
//! leaves half-done another makes.

use super::{ReportFile, ReportQuery, of_building};
use crate::{
    domain::{
        change::Change,
        error::AppError,
        report::{KEPT_DAYS, Report},
    },
    services::App,
    storage::{
        self,
        reports::{self, making},
    },
};
use tokio_util::sync::CancellationToken;

/// How long a maker holds a report, in seconds: many times longer than the largest one takes.
const LEASE_SECONDS: i64 = 120;
/// A report that has ended as many makers is given up.
const MOST_TRIES: i64 = 3;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// Makes reports until none waits or it is cancelled. Returns how many were made.
///
/// # Errors
/// When the database fails; a report that cannot be made says so in its row.
pub async fn run_waiting(app: &App, cancel: &CancellationToken) -> Result<u32, AppError> {
    let mut made = 0;
    while !cancel.is_cancelled() {
        let now = app.clock.now();
        let mut tx = app.db.begin().await?;
        let claimed = making::claim(&mut tx, now, now.plus(LEASE_SECONDS)).await?;
        tx.commit().await?;
        let Some((report, lease)) = claimed else { break };
        let file = if lease.attempt > MOST_TRIES { Err(AppError::Internal) } else { make(app, &report).await };
        let mut tx = app.db.begin().await?;
        match &file {
            Err(error @ (AppError::Unavailable | AppError::StorageFull)) => {
                making::give_back(&mut tx, lease).await?;
                tx.commit().await?;
                return Err(error.clone());
            }
            Err(error) => {
                tracing::error!(report = %report.id, attempt = lease.attempt, %error, "a report is given up");
                making::finish(&mut tx, lease, None, app.clock.now()).await?;
            }
            Ok(file) => {
                let file = Some((file.name.as_str(), file.bytes.as_slice()));
                made += u32::from(making::finish(&mut tx, lease, file, app.clock.now()).await?);
            }
        }
        tx.changes(Change { organisation: report.organisation, building: report.building });
        tx.commit().await?;
    }
    Ok(made)
}

async fn make(app: &App, report: &Report) -> Result<ReportFile, AppError> {
    let building = storage::buildings::find(&app.db, report.organisation, report.building).await?;
    let query = ReportQuery { period: report.period, language: report.language };
    of_building(app, building.ok_or(AppError::NotFound)?, &query).await
}

/// Forgets what was made [`KEPT_DAYS`] ago.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App) -> Result<(), AppError> {
    let mut tx = app.db.begin().await?;
    let gone = reports::forget(&mut tx, app.clock.now().plus(-KEPT_DAYS * DAY)).await?;
    tx.commit().await?;
    if gone > 0 {
        tracing::info!(gone, "old reports forgotten");
    }
    Ok(())
}
