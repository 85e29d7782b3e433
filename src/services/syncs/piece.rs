//! Asking for one piece and writing its answer, its outcome and the progress in one transaction.

use super::{job::Job, queue::Piece};
use crate::{
    domain::{
        error::AppError,
        time::{Instant, LocalDay},
    },
    providers::{Answer, Fetch, ProviderError, Tokens, What},
    services::{
        App,
        connections::tokens::{TokenError, renewed, tokens_for},
        ingest::{self, Batch},
    },
    storage::{
        day_requests::{self, DayOutcome},
        journal::{self, Heard},
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
    day_requests::put(&mut tx, key, piece.what == What::Curve, (job.run.id, now), &days).await?;
    let heard = if found.is_empty() { DayOutcome::NoData } else { DayOutcome::Data };
    let found = i64::try_from(found.len()).unwrap_or(i64::MAX);
    journal::write(&mut tx, job.meter.id, &entry(piece, Heard::Days(heard), "", (found, now))).await?;
    tx.changes(job.place);
    let running = sync_leases::advance(&mut tx, job.lease, done, i64::from(written.written)).await?;
    if running {
        tx.commit().await?;
    }
    Ok(running)
}

/// Notes that pieces have nothing, of which one was asked for, and why. `false`: the run was stopped meanwhile.
pub async fn note(
    app: &App,
    job: &Job<'_>,
    (asked, pieces): (Piece, &[Piece]),
    (outcome, code): (DayOutcome, &str),
    done: i64,
) -> Result<bool, AppError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    usage_points::touch_sync(&mut tx, job.meter.id, now).await?;
    for piece in pieces {
        let key = job.key(piece.series).ok_or(AppError::Internal)?;
        let days: Vec<_> = piece.days().map(|day| (day, outcome)).collect();
        day_requests::put(&mut tx, key, piece.what == What::Curve, (job.run.id, now), &days).await?;
    }
    journal::write(&mut tx, job.meter.id, &entry(asked, Heard::Days(outcome), code, (0, now))).await?;
    tx.changes(job.place);
    let running = sync_leases::advance(&mut tx, job.lease, done, 0).await?;
    if running {
        tx.commit().await?;
    }
    Ok(running)
}

/// Writes down that a request failed, whatever becomes of the run.
pub async fn failed(app: &App, job: &Job<'_>, piece: Piece, error: &ProviderError) -> Result<(), AppError> {
    let heard = Heard::Problem(error.problem());
    let mut tx = app.db.begin().await?;
    journal::write(&mut tx, job.meter.id, &entry(piece, heard, error.code(), (0, app.clock.now()))).await?;
    Ok(tx.commit().await?)
}

fn entry(piece: Piece, heard: Heard, code: &str, (days_found, at): (i64, Instant)) -> journal::Entry {
    let Piece { series: kind, what, first, end } = piece;
    journal::Entry { at, kind, curve: what == What::Curve, first, end, heard, code: code.to_owned(), days_found }
}
