//! What an instance does by itself, again and again. Instances need not agree who does it: what one has done, the next finds
//! done.

use super::repeat::{Pace, repeat};
use crate::{
    domain::error::AppError,
    services::{App, alerts, notices, reports, retention, schedule},
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 3_600);
/// How long to rest when something that people wait for failed.
const SOON: Duration = Duration::from_secs(15);

/// Makes all rounds until it is cancelled.
pub(super) async fn run(app: &App, cancel: &CancellationToken) {
    // Nobody calls when a message is due: an alert's change is written wherever it happens.
    let post = Pace { nap: Duration::from_secs(3), again: SOON };
    let set = Pace { nap: Duration::from_secs(2), again: SOON };
    // Escalations are stated in hours: nobody waits a quarter more than that.
    let watch = || Pace { nap: 15 * MINUTE, again: 15 * MINUTE };
    let clock = Pace { nap: MINUTE / 2, again: SOON };
    let release = Pace { nap: DAY, again: 15 * MINUTE };
    tokio::join!(
        repeat(app, cancel, post, "messages could not be sent", send),
        repeat(app, cancel, set, "reports could not be made", make_reports),
        repeat(app, cancel, watch(), "alerts could not be looked after", watch_alerts),
        repeat(app, cancel, watch(), "reports of the month were not looked after", ask_monthly),
        repeat(app, cancel, clock, "what is due by the clock was not done", run_schedule),
        repeat(app, cancel, release, "what is old could not be released", release_old),
    );
}

async fn send(app: App, cancel: CancellationToken) -> Result<(), AppError> {
    let delivered = notices::run_due(&app, &cancel).await?;
    if delivered != notices::Delivered::default() {
        tracing::info!(?delivered, "messages");
    }
    Ok(())
}

async fn make_reports(app: App, cancel: CancellationToken) -> Result<(), AppError> {
    let made = reports::run_waiting(&app, &cancel).await?;
    if made > 0 {
        tracing::info!(made, "reports");
    }
    Ok(())
}

async fn watch_alerts(app: App, _cancel: CancellationToken) -> Result<(), AppError> {
    let count = alerts::watch(&app).await?;
    if count > 0 {
        tracing::info!(count, "alerts that nobody reacted to were passed on");
    }
    Ok(())
}

async fn ask_monthly(app: App, _cancel: CancellationToken) -> Result<(), AppError> {
    let count = reports::monthly(&app).await?;
    if count > 0 {
        tracing::info!(count, "reports of the month are on their way");
    }
    Ok(())
}

async fn run_schedule(app: App, _cancel: CancellationToken) -> Result<(), AppError> {
    schedule::run_due(&app).await.map(drop)
}

async fn release_old(app: App, _cancel: CancellationToken) -> Result<(), AppError> {
    retention::run(&app.db, app.clock.now(), app.config.keep_readings_months).await?;
    reports::forget(&app).await?;
    retention::tidy(&app.db).await
}
