//! POST /api/v1/buildings/{building}/iot/linky/sync

use crate::{
    domain::{
        access::Action,
        error::AppError,
        id::{BuildingId, UsagePointId},
        sync::{SyncProblem, SyncState},
    },
    services::{
        App, buildings,
        span::{self, When},
        statistics, syncs,
    },
    views::building::RunView,
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::{UrlPath, UrlQuery},
    },
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How far back an end without a start reaches, in days.
const DEFAULT_DAYS: u64 = 7;

/// Which days; without any, everything that is not known yet.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SyncParams {
    /// First local day, `YYYY-MM-DD` or RFC 3339. Default: a week before `end_date`.
    start_date: Option<String>,
    /// Last local day, `YYYY-MM-DD` or RFC 3339. Default: today.
    end_date: Option<String>,
}

/// One run for each connected meter.
#[derive(Serialize, ToSchema)]
pub struct SyncRuns {
    runs: Vec<SyncRunItem>,
}

/// The progress of a synchronisation.
#[derive(Serialize, ToSchema)]
struct SyncRunItem {
    /// The meter.
    device_id: UsagePointId,
    /// PRM or EAN.
    number: String,
    /// Where it stands.
    state: SyncState,
    /// Days planned.
    days_total: u32,
    /// Days asked for so far.
    days_done: u32,
    /// Readings that were new or changed.
    synced_readings: i64,
    /// Why it stopped or what is missing.
    problem: Option<SyncProblem>,
}

impl From<RunView> for SyncRunItem {
    fn from(run: RunView) -> Self {
        Self {
            device_id: run.usage_point,
            number: run.number,
            state: run.state,
            days_total: run.days_total,
            days_done: run.days_done,
            synced_readings: run.values_written,
            problem: run.problem,
        }
    }
}

/// Synchronise the building's connected meters with their operators.
///
/// The work is done in the background: ask again for the progress. A run that is open already is answered instead of
/// a second one.
#[utoipa::path(
    post, path = "/api/v1/buildings/{building}/iot/linky/sync", tag = "meters",
    params(("building" = BuildingId, Path, description = "The building"), SyncParams),
    responses((status = 202, description = "Queued or at work", body = SyncRuns), Reading, Managing)
)]
pub async fn sync(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(params): UrlQuery<SyncParams>,
) -> Result<(StatusCode, Json<SyncRuns>), Refusal> {
    buildings::authorised(&app, &actor, Action::Manage, building).await?;
    let start = When::parse("start_date", params.start_date.as_deref())?;
    let end = When::parse("end_date", params.end_date.as_deref())?;
    let days = span::days(&app, &actor, building, (start, end), DEFAULT_DAYS).await?;
    let mut runs = Vec::new();
    for device in statistics::devices(&app, &actor, building).await? {
        if device.is_active && device.consent.is_some() {
            runs.push(syncs::want(&app, &actor, device.id, days).await?.into());
        }
    }
    if runs.is_empty() {
        return Err(Refusal(AppError::NotFound));
    }
    Ok((StatusCode::ACCEPTED, Json(SyncRuns { runs })))
}
