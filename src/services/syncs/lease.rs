//! Taking a run and holding it while it is worked on.

use crate::{
    domain::{error::AppError, id::BuildingId, sync::SyncRun, time::Instant},
    services::App,
    storage::{
        StorageError,
        sync_leases::{self, Lease},
    },
};
use std::time::Duration;

/// Takes the oldest run that nobody holds, of one building or of all.
pub async fn claim(app: &App, building: Option<BuildingId>) -> Result<Option<(SyncRun, Lease)>, AppError> {
    let mut tx = app.db.begin().await?;
    let claimed = sync_leases::claim(&mut tx, building, app.clock.now(), until(app)).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Extends the lease again and again, three times in its length. Ends when the run is no longer ours. A database that
/// does not answer is asked again: it may be back before anybody else can take the run over.
pub async fn hold(app: &App, lease: Lease) {
    let pause = Duration::from_millis(u64::from(app.config.sync_lease_seconds) * 1_000 / 3);
    loop {
        tokio::time::sleep(pause).await;
        match tokio::time::timeout(2 * app.config.bounds.acquire(), extend(app, lease)).await {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) => return,
            Ok(Err(error)) => {
                tracing::warn!(error = %error, "the lease of a run could not be extended");
                app.db.suspect();
            }
            Err(_) => app.db.suspect(),
        }
    }
}

/// How long to rest before a run is queued again, so that a failure that stays does not keep everybody busy.
const REST: Duration = Duration::from_millis(500);

/// The database failed under a run: waits until it is back, and queues the run again, so that whoever looks first goes on
/// at once instead of when the lease ends. Gives up when the lease has ended, because others may have the run by then.
pub async fn pause(app: &App, lease: Lease) -> Result<(), AppError> {
    tracing::warn!("a run pauses: the database does not answer");
    app.db.suspect();
    let patience = Duration::from_secs(u64::from(app.config.sync_lease_seconds));
    let returned = async {
        loop {
            tokio::time::sleep(REST).await;
            app.db.back().await;
            match give_back(app, lease).await {
                Err(error) if error.is_away() || error.is_clash() => {}
                done => return done,
            }
        }
    };
    match tokio::time::timeout(patience, returned).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(AppError::Unavailable),
    }
}

async fn give_back(app: &App, lease: Lease) -> Result<(), StorageError> {
    let mut tx = app.db.begin().await?;
    sync_leases::give_back(&mut tx, lease).await?;
    tx.commit().await
}

async fn extend(app: &App, lease: Lease) -> Result<bool, StorageError> {
    let mut tx = app.db.begin().await?;
    let ours = sync_leases::extend(&mut tx, lease, until(app)).await?;
    tx.commit().await?;
    Ok(ours)
}

fn until(app: &App) -> Instant {
    app.clock.now().plus(i64::from(app.config.sync_lease_seconds))
}
