//! Asking for one piece and writing its answer, its outcome and the progress in one transaction.

use super::{job::Job, queue::Piece};
use crate::{
    domain::{error::AppError, time::LocalDay},
    providers::{Answer, Fetch, ProviderError, Tokens, What},
    services::{
        App,
        connections::tokens::{TokenError, renewed, tokens_for},
        ingest::{self, Batch},
    },
    storage::{
        day_requests::{self, DayOutcome},
        sync_leases, usage_points,
    },
};
use std::collections::HashSet;
use tokio_util::sync::CancellationToken;

/// Asks the operator once, renewing tokens in time and once more when they are refused. `None`: cancelled while waiting
/// for data. A renewal is never cut off: the operator may have taken the old refresh token back already.
pub async fn fetch(
    app: &App,
    job: &Job<'_>,
    piece: Piece,
    cancel: &CancellationToken,
) -> Result<Option<Answer>, TokenError> {
    let fetch = Fetch {
        number: job.meter.number.clone(),
        series: piece.series,
        what: piece.what,
        first: piece.first,
        end: piece.end,
        zone: job.zone,
    };
    let tokens = tokens_for(app, job.provider, job.consent).await?;
    let refused = match ask(job, &fetch, tokens.as_ref(), cancel).await {
        Err(ProviderError::TokenRefused(code)) => code,
        answer => return Ok(answer?),
    };
    let Some(tokens) = tokens else { return Err(ProviderError::TokenRefused(refused).into()) };
    let tokens = renewed(app, job.provider, job.consent, &tokens).await?;
    match ask(job, &fetch, tokens.as_ref(), cancel).await {
        Err(ProviderError::TokenRefused(code)) => Err(ProviderError::ConsentNeeded(code).into()),
        answer => Ok(answer?),
    }
}

async fn ask(
    job: &Job<'_>,
    fetch: &Fetch,
    tokens: Option<&Tokens>,
    cancel: &CancellationToken,
) -> Result<Option<Answer>, ProviderError> {
    tokio::select! {
        () = cancel.cancelled() => Ok(None),
        answer = job.provider.fetch(fetch, tokens) => answer.map(Some),
    }
}

/// Keeps what came for a piece: data, the answer of each day, and the progress, all or nothing. `false`: the run was
/// stopped meanwhile and nothing was kept.
pub async fn keep(app: &App, job: &Job<'_>, piece: Piece, answer: Answer, done: i64) -> Result<bool, AppError> {
    let key = job.key(piece.series).ok_or(AppError::Internal)?;
    let found: HashSet<LocalDay> = match piece.what {
        What::Curve => answer.readings.iter().filter(|r| r.value.is_some()).map(|r| job.zone.day(r.start)).collect(),
        What::Daily => answer.official.iter().filter(|day| day.value.is_some()).map(|day| day.day).collect(),
    };
    let outcome = |day| (day, if found.contains(&day) { DayOutcome::Data } else { DayOutcome::NoData });
    let days: Vec<_> = piece.days().map(outcome).collect();
    let now = app.clock.now();
    let batch = Batch { readings: answer.readings, official: answer.official };
    let mut tx = app.db.begin().await?;
    // First, as in every transaction about a meter: its row is the lock that orders them.
    usage_points::touch_sync(&mut tx, job.meter.id, now).await?;
    let written = ingest::write(&mut tx, job.zone, key, piece.series, &batch, now).await?;
    if written.refused > 0 {
        tracing::warn!(run = %job.run.id, refused = written.refused, "impossible values were left out");
    }
    day_requests::put(&mut tx, key, piece.what == What::Curve, job.run.id, &days).await?;
    tx.changes(job.place);
    let running = sync_leases::advance(&mut tx, job.lease, done, i64::from(written.written)).await?;
    if running {
        tx.commit().await?;
    }
    Ok(running)
}

/// Notes that pieces have nothing and why. `false`: the run was stopped meanwhile.
pub async fn note(
    app: &App,
    job: &Job<'_>,
    pieces: &[Piece],
    outcome: DayOutcome,
    done: i64,
) -> Result<bool, AppError> {
    let mut tx = app.db.begin().await?;
    usage_points::touch_sync(&mut tx, job.meter.id, app.clock.now()).await?;
    for piece in pieces {
        let key = job.key(piece.series).ok_or(AppError::Internal)?;
        let days: Vec<_> = piece.days().map(|day| (day, outcome)).collect();
        day_requests::put(&mut tx, key, piece.what == What::Curve, job.run.id, &days).await?;
    }
    tx.changes(job.place);
    let running = sync_leases::advance(&mut tx, job.lease, done, 0).await?;
    if running {
        tx.commit().await?;
    }
    Ok(running)
}
