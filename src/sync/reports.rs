//! Makes the reports that wait: whichever instance looks first.

use crate::{
    domain::error::AppError,
    services::{App, reports},
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How often to look. Nobody calls: somebody waits for the first one, but not for less than that.
const NAP: Duration = Duration::from_secs(2);
/// How long to rest after a failure.
const AGAIN: Duration = Duration::from_secs(15);

/// Makes reports until it is cancelled.
pub(super) async fn run(app: &App, cancel: &CancellationToken) {
    loop {
        let pause = match turn(app, cancel).await {
            Ok(()) => NAP,
            Err(error) => {
                tracing::warn!(%error, "reports could not be made");
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

/// In a task of its own, so that a panic ends one turn and not the making.
async fn turn(app: &App, cancel: &CancellationToken) -> Result<(), AppError> {
    let (app, cancel) = (app.clone(), cancel.clone());
    let task = tokio::spawn(async move { reports::run_waiting(&app, &cancel).await });
    let made = task.await.map_err(|error| {
        tracing::error!(%error, "making reports panicked");
        AppError::Internal
    })??;
    if made > 0 {
        tracing::info!(made, "reports");
    }
    Ok(())
}
