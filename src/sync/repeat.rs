//! A round that is made again and again until it is cancelled.

use crate::{domain::error::AppError, services::App};
use std::{future::Future, time::Duration};
use tokio_util::sync::CancellationToken;

/// How often a round is made.
pub(super) struct Pace {
    /// From the end of one round to the next.
    pub nap: Duration,
    /// The same after a failure: the database may be away for a while.
    pub again: Duration,
}

/// Makes rounds until it is cancelled. Each runs in a task of its own, so that a panic ends one round and not all that would
/// follow. `failed` is the log's word for a round that did not succeed.
pub(super) async fn repeat<Round>(
    app: &App,
    cancel: &CancellationToken,
    pace: Pace,
    failed: &'static str,
    round: impl Fn(App, CancellationToken) -> Round,
) where
    Round: Future<Output = Result<(), AppError>> + Send + 'static,
{
    while !cancel.is_cancelled() {
        let made = tokio::spawn(round(app.clone(), cancel.clone())).await.unwrap_or_else(|error| {
            tracing::error!(%error, failed, "a round panicked");
            Err(AppError::Internal)
        });
        let pause = match made {
            Ok(()) => pace.nap,
            Err(error) => {
                tracing::warn!(%error, again_in = ?pace.again, "{failed}");
                if error == AppError::Unavailable {
                    app.db.suspect();
                }
                pace.again
            }
        };
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}
