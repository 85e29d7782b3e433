//! Woken when a run is wanted, and now and then in case a call was missed.

use super::rounds;
use crate::{
    domain::error::AppError,
    services::{App, live, syncs},
};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Starts the worker. What another process left half-done it takes up when the lease has ended. Cancelling ends it between two requests;
/// await the handle for that.
#[must_use]
pub fn spawn(app: App, cancel: CancellationToken) -> JoinHandle<()> {
    tokio::spawn(async move {
        let lanes = (0..syncs::AT_ONCE).map(|_| lane(&app, &cancel));
        tokio::join!(futures::future::join_all(lanes), rounds::run(&app, &cancel), live::follow(&app, &cancel),);
    })
}

/// How long to sleep when nobody calls: another instance may have queued a run, or left one.
fn nap(app: &App) -> Duration {
    Duration::from_secs(u64::from(app.config.sync_lease_seconds)).div_f64(3.0)
}

/// How long to rest after the database was away, at least.
const BREATH: Duration = Duration::from_millis(500);

async fn lane(app: &App, cancel: &CancellationToken) {
    while !cancel.is_cancelled() {
        let ended = turn(app, cancel).await;
        let rest = async {
            match ended {
                Turn::Done => tokio::select! {
                    () = app.sync_wanted.notified() => {}
                    () = tokio::time::sleep(nap(app)) => {}
                },
                Turn::DatabaseAway => {
                    app.db.suspect();
                    tokio::time::sleep(BREATH).await;
                    app.db.back().await;
                }
            }
        };
        tokio::select! {
            () = cancel.cancelled() => {}
            () = rest => {}
        }
    }
}

/// How a turn ended.
enum Turn {
    Done,
    DatabaseAway,
}

/// Runs the queue once in a task of its own, so that a panic ends that turn and not the worker.
async fn turn(app: &App, cancel: &CancellationToken) -> Turn {
    let (app, cancel) = (app.clone(), cancel.clone());
    let task = tokio::spawn(async move { syncs::run_lane(&app, None, &cancel).await });
    match task.await {
        Ok(Ok(_)) => {}
        Ok(Err(AppError::Unavailable)) => return Turn::DatabaseAway,
        Ok(Err(error)) => tracing::error!(error = %error, "the worker could not run the queue"),
        Err(error) => tracing::error!(error = %error, "a synchronisation panicked"),
    }
    Turn::Done
}
