//! Sends messages that are due: whichever instance looks first.

use crate::{
    domain::error::AppError,
    services::{App, notices},
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How often to look. Nobody calls: an alert's change is written wherever it happens.
const NAP: Duration = Duration::from_secs(3);
/// How long to rest after a failure.
const AGAIN: Duration = Duration::from_secs(15);

/// Sends until it is cancelled.
pub(super) async fn run(app: &App, cancel: &CancellationToken) {
    loop {
        let pause = match turn(app, cancel).await {
            Ok(()) => NAP,
            Err(error) => {
                tracing::warn!(%error, "messages could not be sent");
                if error == AppError::Unavailable {
                    app.db.suspect();
                }
                AGAIN
            }
        };
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// In a task of its own, so that a panic ends one turn and not the sending.
async fn turn(app: &App, cancel: &CancellationToken) -> Result<(), AppError> {
    let (app, cancel) = (app.clone(), cancel.clone());
    let task = tokio::spawn(async move { notices::run_due(&app, &cancel).await });
    let delivered = task.await.map_err(|error| {
        tracing::error!(%error, "sending messages panicked");
        AppError::Internal
    })??;
    if delivered != notices::Delivered::default() {
        tracing::info!(?delivered, "messages");
    }
    Ok(())
}
