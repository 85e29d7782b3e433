//! What is done by the clock, whoever is there to do it: reading what operators have published, and repairing what lacks.
//!
//! When something is due next is computed in local time and kept, so that a time which passed while nobody ran is caught up
//! once, and of several instances one does it.

mod publication;
mod repair;

use super::App;
use crate::{
    analytics::{timetable::Timetable, zone::Zone},
    domain::{
        error::AppError,
        id::UsagePointId,
        time::{Instant, LocalDay},
    },
    providers::MeterProvider,
    storage::{self, Tx, sync_runs},
};

/// A run that is wanted: the local days `[first, end)` of a meter.
type Wanted = (UsagePointId, LocalDay, LocalDay);

/// Something that is done by the clock.
enum Duty<'a> {
    /// At night: what is lacking is asked for again, what an operator's trouble has stopped goes on.
    Repair,
    /// When an operator has published the values of the day before.
    Publication(&'a dyn MeterProvider),
}

impl Duty<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Repair => "repair",
            Self::Publication(provider) => provider.id().as_str(),
        }
    }

    /// The first time after `now`. Operators are asked a little later, not all by everybody at once.
    fn next(&self, app: &App, now: Instant) -> Result<Instant, AppError> {
        Ok(match self {
            Self::Repair => {
                let zone = Zone::parse(&app.config.zone).ok_or(AppError::Internal)?;
                Timetable { zone, times: &[app.config.daily_at] }.next(now)
            }
            Self::Publication(provider) => {
                let jitter = rand::random_range(0..=i64::from(app.config.publication_jitter_seconds));
                provider.capabilities().published.next(now).plus(jitter)
            }
        })
    }

    async fn wanted(&self, app: &App, tx: &mut Tx, last: Option<Instant>) -> Result<Vec<Wanted>, AppError> {
        match self {
            Self::Repair => repair::wanted(app, tx).await,
            Self::Publication(provider) => publication::wanted(app, tx, *provider, last).await,
        }
    }
}

/// Does what is due and returns how many runs that queues.
///
/// # Errors
/// When the database fails; what was due is still due then.
pub async fn run_due(app: &App) -> Result<usize, AppError> {
    let mut queued = 0;
    let publications = app.providers.all().map(Duty::Publication);
    for duty in std::iter::once(Duty::Repair).chain(publications) {
        queued += run_one(app, &duty).await?;
    }
    if queued > 0 {
        app.sync_wanted.notify_one();
    }
    Ok(queued)
}

async fn run_one(app: &App, duty: &Duty<'_>) -> Result<usize, AppError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some((due, last)) = storage::schedule::find(&mut tx, duty.name()).await? else {
        storage::schedule::begin(&mut tx, duty.name(), duty.next(app, now)?).await?;
        tx.commit().await?;
        return Ok(0);
    };
    if due > now || !storage::schedule::take(&mut tx, duty.name(), due, duty.next(app, now)?, now).await? {
        return Ok(0);
    }
    let wanted = duty.wanted(app, &mut tx, last).await?;
    sync_runs::queue_routine(&mut tx, &wanted, now).await?;
    tx.commit().await?;
    tracing::info!(duty = duty.name(), runs = wanted.len(), "by the clock");
    Ok(wanted.len())
}

/// The meters of an operator that can be read, and what day it is where they are.
async fn readable(
    app: &App,
    tx: &mut Tx,
    provider: &dyn MeterProvider,
) -> Result<Vec<(UsagePointId, LocalDay)>, AppError> {
    let now = app.clock.now();
    let meters = storage::schedule::readable(tx, provider.id(), now).await?;
    Ok(meters.into_iter().filter_map(|(meter, zone)| Some((meter, Zone::parse(&zone)?.day(now)))).collect())
}

/// The local day `days` before `day`.
fn back(day: LocalDay, days: i64) -> LocalDay {
    day - chrono::TimeDelta::days(days)
}
