//! Wanting, planning, running and watching synchronisations.

mod incidents;
mod job;
mod lease;
mod patience;
mod piece;
pub(super) mod plan;
mod queue;
mod runner;

pub use runner::{AT_ONCE, Ran, run_all, run_building, run_lane, run_queued, run_queued_until};

use super::{App, buildings};
use crate::{
    domain::{
        access::{Action, Actor},
        building::{Building, UsagePoint},
        consent::ConsentState,
        error::AppError,
        id::{BuildingId, SyncRunId, UsagePointId},
        sync::SyncRun,
        time::LocalDay,
    },
    providers::Capabilities,
    storage::{Db, StorageError, consents, sync_runs, usage_points},
    views::building::RunView,
};
use std::collections::HashMap;

/// Wants a synchronisation of a meter: of its whole history as far as it is not known, or of the local days
/// `[first, last]` whatever is known. A run that is already open is returned instead of a second one.
///
/// # Errors
/// [`AppError::EndBeforeStart`] and [`AppError::FutureDate`] for an impossible range; [`AppError::UnknownProvider`] when
/// this instance has no keys for the operator; [`AppError::ConsentFailed`] when the meter has no usable consent; and what
/// [`buildings::usage_point`] says.
pub async fn want(
    app: &App,
    actor: &Actor,
    id: UsagePointId,
    days: Option<(LocalDay, LocalDay)>,
) -> Result<RunView, AppError> {
    let (building, meter) = buildings::usage_point(app, actor, Action::Manage, id).await?;
    let adapter = app.providers.get(meter.provider).ok_or(AppError::UnknownProvider)?;
    let history = whole_history(app, &building, adapter.capabilities())?;
    let range = match days {
        None => history,
        Some(days) => checked(days, history)?,
    };
    if !has_consent(app, &meter).await? {
        return Err(AppError::ConsentFailed);
    }
    let mut tx = app.db.begin().await?;
    sync_runs::queue(&mut tx, SyncRunId::new(), meter.id, range, app.clock.now()).await?;
    tx.changes(building.change());
    tx.commit().await?;
    app.sync_wanted.notify_one();
    let run = latest_runs(&app.db, &[meter.id]).await?.remove(&meter.id).ok_or(AppError::Internal)?;
    Ok(run_view(&meter, &run))
}

/// The latest run of every live meter of a building that ever had one.
///
/// # Errors
/// What [`buildings::authorised`] says.
pub async fn progress(app: &App, actor: &Actor, id: BuildingId) -> Result<Vec<RunView>, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    let mut meters = usage_points::of_building(&app.db, building.id).await?;
    meters.retain(|meter| meter.disconnected_at.is_none());
    let ids: Vec<UsagePointId> = meters.iter().map(|meter| meter.id).collect();
    let runs = latest_runs(&app.db, &ids).await?;
    Ok(meters.iter().filter_map(|meter| runs.get(&meter.id).map(|run| run_view(meter, run))).collect())
}

/// The latest run of each of these meters that ever had one. The caller has authorised them.
///
/// # Errors
/// When the database fails.
pub async fn latest_runs(db: &Db, meters: &[UsagePointId]) -> Result<HashMap<UsagePointId, SyncRun>, StorageError> {
    Ok(sync_runs::latest(db, meters).await?.into_iter().map(|run| (run.usage_point, run)).collect())
}

/// A run as the screens show it.
#[must_use]
pub fn run_view(meter: &UsagePoint, run: &SyncRun) -> RunView {
    let count = |n: i64| u32::try_from(n).unwrap_or(0);
    RunView {
        usage_point: meter.id,
        number: meter.number.to_string(),
        state: run.state,
        days_done: count(run.days_done),
        days_total: count(run.days_total),
        values_written: run.readings_written,
        problem: run.problem,
    }
}

/// The local days `[first, today)` that the operator can have anything for.
pub(super) fn whole_history(
    app: &App,
    building: &Building,
    capabilities: Capabilities,
) -> Result<(LocalDay, LocalDay), AppError> {
    let today = buildings::zone(building)?.day(app.clock.now());
    Ok((plan::back(today, plan::longest_history(&capabilities)), today))
}

/// The range as `[first, end)`, when it is possible at all.
fn checked(
    (first, last): (LocalDay, LocalDay),
    (oldest, today): (LocalDay, LocalDay),
) -> Result<(LocalDay, LocalDay), AppError> {
    let future = |field: &str| AppError::FutureDate { field: field.to_owned() };
    if last < first {
        return Err(AppError::EndBeforeStart);
    }
    if first > today {
        return Err(future("start_date"));
    }
    if last > today {
        return Err(future("end_date"));
    }
    // Today has no data yet: asking for it is no mistake, but nothing is sent for it.
    let end = last.succ_opt().unwrap_or(last).min(today);
    if end <= first {
        return Err(future("start_date"));
    }
    if end <= oldest {
        return Err(AppError::InvalidField { field: "end_date".into(), expected: format!("> {oldest}") });
    }
    Ok((first.max(oldest), end))
}

async fn has_consent(app: &App, meter: &UsagePoint) -> Result<bool, AppError> {
    let Some(consent) = meter.consent else { return Ok(false) };
    let consent = consents::find(&app.db, consent).await?;
    Ok(consent.is_some_and(|consent| consent.state(app.clock.now()) == ConsentState::Active))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_ranges_have_their_own_errors() {
        let day = |d| LocalDay::from_ymd_opt(2026, 11, d).unwrap();
        let history = (day(3), day(21));
        let future = |field: &str| Err(AppError::FutureDate { field: field.to_owned() });
        assert_eq!(checked((day(10), day(9)), history), Err(AppError::EndBeforeStart));
        assert_eq!(checked((day(10), day(22)), history), future("end_date"));
        assert_eq!(checked((day(22), day(23)), history), future("start_date"));
        assert_eq!(checked((day(21), day(21)), history), future("start_date"));
        assert!(matches!(checked((day(1), day(2)), history), Err(AppError::InvalidField { .. })));
        assert_eq!(checked((day(1), day(21)), history), Ok((day(3), day(21))));
        assert_eq!(checked((day(20), day(20)), history), Ok((day(20), day(21))));
    }
}
