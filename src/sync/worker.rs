//! Woken when a run is wanted, and now and then in case a call was missed.

use crate::services::{App, syncs};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How long to sleep when nobody calls.
const NAP: Duration = Duration::from_secs(60);

/// Starts the worker. It first takes up what the last process left half-done. Cancelling ends it between two requests;
/// await the handle for that.
#[must_use]
pub fn spawn(app: App, cancel: CancellationToken) -> JoinHandle<()> {
    tokio::spawn(async move {
        if let Err(error) = syncs::recover(&app).await {
            tracing::error!(error = %error, "interrupted synchronisations stay as they are");
        }
        let lanes = (0..syncs::AT_ONCE).map(|_| lane(&app, &cancel));
        futures::future::join_all(lanes).await;
    })
}

async fn lane(app: &App, cancel: &CancellationToken) {
    while !cancel.is_cancelled() {
        turn(app, cancel).await;
        tokio::select! {
            () = cancel.cancelled() => {}
            () = app.sync_wanted.notified() => {}
            () = tokio::time::sleep(NAP) => {}
        }
    }
}

/// Runs the queue once in a task of its own, so that a panic ends that turn and not the worker.
async fn turn(app: &App, cancel: &CancellationToken) {
    let (app, cancel) = (app.clone(), cancel.clone());
    let task = tokio::spawn(async move { syncs::run_lane(&app, None, &cancel).await });
    match task.await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::error!(error = %error, "the worker could not run the queue"),
        Err(error) => tracing::error!(error = %error, "a synchronisation panicked"),
    }
}
