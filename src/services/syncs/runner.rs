//! Running queued synchronisations. Each piece is committed on its own, so that the process may end at any moment.

use super::{
    incidents::{self, Refusal},
    job::{Hindrance, Job},
    lease, patience,
    piece::{self, fetch},
    queue::{Piece, Queue},
};
use crate::{
    domain::{
        change::Change,
        error::AppError,
        id::BuildingId,
        sync::{RunKind, SyncProblem, SyncRun, SyncState},
    },
    providers::ProviderError,
    services::{App, connections::tokens::TokenError},
    storage::{
        consents::{self, WithdrawnBy},
        day_requests::{self, DayOutcome},
        journal,
        sync_leases::{self, Lease},
        sync_runs,
    },
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Runs at work at the same time.
pub const AT_ONCE: usize = 2;
/// How often to look whether others have ended.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// How the runs of one turn ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Every planned day was asked for.
    pub done: u32,
    /// Stopped by a problem.
    pub failed: u32,
    /// Stopped half-way: by the user, because the process ends, or to go on later.
    pub stopped: u32,
}

impl Ran {
    fn add(&mut self, other: Self) {
        self.done += other.done;
        self.failed += other.failed;
        self.stopped += other.stopped;
    }
}

/// How one run ended.
enum End {
    Done,
    Failed(SyncProblem),
    /// Somebody else has written its end, or nothing needs one.
    Stopped,
    /// The process ends, or a run by the clock comes first: queue it again.
    Cancelled,
    /// To go on after so many seconds, and why.
    Later(i64, SyncProblem),
}

/// Runs what is queued until nothing is.
///
/// # Errors
/// When the database fails; what goes wrong with one meter ends in its run.
pub async fn run_queued(app: &App) -> Result<Ran, AppError> {
    run_queued_until(app, &CancellationToken::new()).await
}

/// Runs what is queued and waits for the runs that others hold, until none is open. Takes over what they leave.
///
/// # Errors
/// As [`run_queued`].
pub async fn run_all(app: &App) -> Result<Ran, AppError> {
    let mut sum = run_queued(app).await?;
    while sync_runs::open(&app.db).await? > 0 {
        tokio::time::sleep(LOOK_AGAIN).await;
        sum.add(run_queued(app).await?);
    }
    Ok(sum)
}

/// As [`run_queued`], and stops between two pieces when cancelled.
///
/// # Errors
/// When the database fails.
pub async fn run_queued_until(app: &App, cancel: &CancellationToken) -> Result<Ran, AppError> {
    run_matching(app, None, cancel).await
}

/// Runs what is queued for one building.
///
/// # Errors
/// When the database fails.
pub async fn run_building(app: &App, building: BuildingId) -> Result<Ran, AppError> {
    run_matching(app, Some(building), &CancellationToken::new()).await
}

async fn run_matching(app: &App, building: Option<BuildingId>, cancel: &CancellationToken) -> Result<Ran, AppError> {
    let lanes = (0..AT_ONCE).map(|_| run_lane(app, building, cancel));
    let mut sum = Ran::default();
    for ran in futures::future::join_all(lanes).await {
        sum.add(ran?);
    }
    Ok(sum)
}

/// Runs what is queued, of one building or of all, one after the other.
///
/// # Errors
/// When the database fails.
pub async fn run_lane(app: &App, building: Option<BuildingId>, cancel: &CancellationToken) -> Result<Ran, AppError> {
    let mut ran = Ran::default();
    while !cancel.is_cancelled() {
        let Some((run, lease)) = lease::claim(app, building).await? else { break };
        // There may be more: whoever rests should look.
        app.sync_wanted.notify_one();
        let ended = tokio::select! {
            ended = settle(app, run, lease, (building.is_none(), cancel)) => ended,
            // Perhaps it says nothing at all any more. What it has committed nevertheless is found when the run goes on.
            () = app.db.gone() => Err(AppError::Unavailable),
        };
        match ended {
            Ok(End::Done) => ran.done += 1,
            Ok(End::Failed(_)) => ran.failed += 1,
            Ok(End::Stopped | End::Cancelled | End::Later(..)) => ran.stopped += 1,
            Err(AppError::Unavailable) => tokio::select! {
                () = cancel.cancelled() => return Err(AppError::Unavailable),
                paused = lease::pause(app, lease) => paused?,
            },
            Err(error) => return Err(error),
        }
    }
    Ok(ran)
}

/// Runs one run and writes how it ended. A history that may yield gives way to runs by the clock.
async fn settle(
    app: &App,
    run: SyncRun,
    lease: Lease,
    (may_yield, cancel): (bool, &CancellationToken),
) -> Result<End, AppError> {
    let (id, kind, since) = (run.id, run.kind, run.created_at);
    let place = sync_runs::place_of(&app.db, run.usage_point).await?;
    let yields = may_yield && kind == RunKind::History;
    let performed = tokio::select! {
        ended = perform(app, run, (lease, place), (yields, cancel)) => ended,
        () = lease::hold(app, lease) => {
            tracing::warn!(run = %id, "another worker has taken the run over");
            return Ok(End::Stopped);
        }
    };
    let end = match performed {
        Ok(end) => end,
        // It goes on when the database is back.
        Err(AppError::Unavailable) => return Err(AppError::Unavailable),
        Err(error) => {
            tracing::error!(run = %id, error = %error, "synchronisation");
            End::Failed(SyncProblem::OurFault)
        }
    };
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    match &end {
        End::Done => {
            // Of a run by the clock it says little: yesterday may come later.
            let (asked, found) = day_requests::curve_days_of_run(&mut tx, id, since).await?;
            let nothing = kind == RunKind::History && asked > 0 && found == 0;
            let problem = nothing.then_some(SyncProblem::NoData);
            sync_leases::finish(&mut tx, lease, SyncState::Done, problem, now).await?;
        }
        End::Failed(problem) => sync_leases::finish(&mut tx, lease, SyncState::Failed, Some(*problem), now).await?,
        End::Stopped => sync_leases::finish(&mut tx, lease, SyncState::Failed, None, now).await?,
        End::Cancelled => sync_leases::give_back(&mut tx, lease).await?,
        End::Later(seconds, problem) => sync_leases::put_off(&mut tx, lease, now.plus(*seconds), *problem).await?,
    }
    place.into_iter().for_each(|place| tx.changes(place));
    tx.commit().await?;
    Ok(end)
}

async fn perform(
    app: &App,
    run: SyncRun,
    (lease, place): (Lease, Option<Change>),
    (yields, cancel): (bool, &CancellationToken),
) -> Result<End, AppError> {
    let Some(place) = place else { return Ok(End::Stopped) };
    let job = match Job::load(app, run, lease, place).await {
        Ok(job) => job,
        Err(Hindrance::Problem(problem)) => return Ok(End::Failed(problem)),
        Err(Hindrance::NoMeter) => return Ok(End::Stopped),
        Err(Hindrance::App(error)) => return Err(error),
    };
    let plan = job.plan(app).await?;
    let mut queue = plan.queue;
    let mut progress = Progress::of(&job.run, plan.days, &queue);
    let mut tx = app.db.begin().await?;
    tx.changes(place);
    if !sync_leases::planned(&mut tx, lease, progress.total, progress.done).await? {
        return Ok(End::Stopped);
    }
    tx.commit().await?;
    while let Some(next) = queue.pop() {
        if yields && sync_leases::routine_waits(&app.db, app.clock.now()).await? {
            return Ok(End::Cancelled);
        }
        let running = match fetch(app, &job, next, cancel).await {
            Ok(None) => return Ok(End::Cancelled),
            Ok(Some(answer)) => piece::keep(app, &job, next, answer, progress.after(&queue)).await?,
            Err(TokenError::App(error)) => return Err(error),
            Err(TokenError::Provider(error)) => {
                match learn(app, &job, &mut queue, next, &error, &mut progress).await? {
                    Learnt::GoOn(running) => running,
                    Learnt::Stop(problem) => return stopped(app, &job, &error, problem).await,
                }
            }
        };
        if !running {
            return Ok(End::Stopped);
        }
    }
    Ok(End::Done)
}

/// How a run ends that an error has stopped. When it is the operator's trouble, the other runs wait, too.
async fn stopped(app: &App, job: &Job<'_>, error: &ProviderError, problem: SyncProblem) -> Result<End, AppError> {
    let now = app.clock.now();
    let told = if let ProviderError::Quota { wait, .. } = error { *wait } else { None };
    let later = patience::later(problem, told, now.0 - job.run.created_at.0);
    let Some(seconds) = later else { return Ok(End::Failed(problem)) };
    let provider = job.meter.provider;
    let since = now.plus(-incidents::OUTAGE_SECONDS);
    let everybody = problem == SyncProblem::QuotaReached
        || incidents::is_outage(&journal::of_provider(&app.db, provider, since).await?);
    if everybody {
        let mut tx = app.db.begin().await?;
        sync_runs::put_off_all(&mut tx, provider, now.plus(seconds)).await?;
        tx.commit().await?;
    }
    Ok(End::Later(seconds, problem))
}

/// The counts of a run: days settled are those planned minus those left, so they never go back.
struct Progress {
    total: i64,
    done: i64,
}

impl Progress {
    fn of(run: &SyncRun, days: usize, queue: &Queue) -> Self {
        let total = if run.days_total > 0 { run.days_total } else { count(days) };
        let mut progress = Self { total, done: run.days_done };
        progress.after(queue);
        progress
    }

    /// Days settled once the queue holds what it holds now.
    fn after(&mut self, queue: &Queue) -> i64 {
        self.done = self.done.max(self.total - count(queue.days().len()));
        self.done
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

enum Learnt {
    /// Whether the run is still ours.
    GoOn(bool),
    Stop(SyncProblem),
}

/// What an operator's refusal teaches about the days, the meter or the consent.
async fn learn(
    app: &App,
    job: &Job<'_>,
    queue: &mut Queue,
    next: Piece,
    error: &ProviderError,
    progress: &mut Progress,
) -> Result<Learnt, AppError> {
    let (pieces, outcome) = match error {
        ProviderError::NoData(_) => (vec![next], DayOutcome::NoData),
        ProviderError::BeforeHistory(_) => (queue.before_history(next), DayOutcome::BeforeHistory),
        ProviderError::WrongDirection(_) => {
            queue.drop_series(next.series);
            (vec![next], DayOutcome::WrongDirection)
        }
        ProviderError::CurveOpposed(_) => {
            queue.drop_curve(next.series);
            (vec![next], DayOutcome::CurveOpposed)
        }
        ProviderError::ConsentNeeded(code) => {
            piece::failed(app, job, next, error).await?;
            let now = app.clock.now();
            let since = now.plus(-incidents::CONSENTS_SECONDS);
            let latest = journal::of_provider(&app.db, job.meter.provider, since).await?;
            let means = incidents::refusal(&latest, job.meter.id, code, now);
            tracing::warn!(run = %job.run.id, code, ?means, "the operator does not accept the consent");
            return Ok(Learnt::Stop(match means {
                Refusal::Ended => {
                    let mut tx = app.db.begin().await?;
                    consents::withdraw(&mut tx, job.consent, WithdrawnBy::Operator, now).await?;
                    consents::delete_secrets(&mut tx, job.consent).await?;
                    tx.commit().await?;
                    SyncProblem::ConsentNeeded
                }
                Refusal::InDoubt => SyncProblem::ConsentInDoubt,
                Refusal::Incident => SyncProblem::OperatorFault,
            }));
        }
        other => {
            piece::failed(app, job, next, other).await?;
            tracing::warn!(run = %job.run.id, usage_point = %job.meter.id, error = %other, "synchronisation stopped");
            return Ok(Learnt::Stop(other.problem()));
        }
    };
    let done = progress.after(queue);
    Ok(Learnt::GoOn(piece::note(app, job, (next, &pieces), (outcome, error.code()), done).await?))
}
