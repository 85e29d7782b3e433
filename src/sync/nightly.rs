//! What an instance does once a day, and soon after it starts.

use crate::services::{App, retention};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const DAY: Duration = Duration::from_secs(24 * 3_600);
/// After a failure: the database may be away for a while.
const AGAIN: Duration = Duration::from_secs(15 * 60);

/// Releases old readings until it is cancelled. Instances need not agree who does it: what one has done, the next finds
/// done.
pub(super) async fn run(app: &App, cancel: &CancellationToken) {
    loop {
        let pause = match retention::run(&app.db, app.clock.now(), app.config.keep_readings_months).await {
            Ok(_) => DAY,
            Err(error) => {
                tracing::warn!(%error, "old readings could not be released; the next try is in 15 minutes");
                AGAIN
            }
        };
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}
