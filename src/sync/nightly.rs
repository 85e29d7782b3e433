//! What an instance does once a day, and soon after it starts.

use crate::{
    domain::error::AppError,
    services::{App, reports, retention},
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const DAY: Duration = Duration::from_secs(24 * 3_600);
/// After a failure: the database may be away for a while.
const AGAIN: Duration = Duration::from_secs(15 * 60);

async fn once(app: &App) -> Result<(), AppError> {
    retention::run(&app.db, app.clock.now(), app.config.keep_readings_months).await?;
    reports::forget(app).await?;
    retention::tidy(&app.db).await
}

/// Releases old readings and reports until it is cancelled. Instances need not agree who does it: what one has done, the next finds
/// done.
pub(super) async fn run(app: &App, cancel: &CancellationToken) {
    loop {
        let pause = match once(app).await {
            Ok(()) => DAY,
            Err(error) => {
                tracing::warn!(%error, "what is old could not be released; the next try is in 15 minutes");
                AGAIN
            }
        };
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}
