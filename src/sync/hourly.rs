//! What an instance does several times an hour, and soon after it starts.

use crate::services::{App, alerts, reports};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Escalations are stated in hours: nobody waits a quarter more than that.
const PAUSE: Duration = Duration::from_secs(15 * 60);

/// Looks after alerts and monthly reports until it is cancelled. Instances need not agree who does it: what one has done, the next finds
/// done.
pub(super) async fn run(app: &App, cancel: &CancellationToken) {
    loop {
        match alerts::watch(app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "alerts that nobody reacted to were passed on"),
            Err(error) => tracing::warn!(%error, "alerts could not be looked after; the next try is in 15 minutes"),
        }
        match reports::monthly(app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "reports of the month are on their way"),
            Err(error) => {
                tracing::warn!(%error, "reports of the month were not looked after; the next try is in 15 minutes")
            }
        }
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}
