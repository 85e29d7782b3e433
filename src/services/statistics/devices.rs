//! The meters of a building, as the API lists them.

use super::super::{
    App, buildings,
    dashboards::{meters, sources},
};
use crate::domain::{
    access::{Action, Actor},
    consent::ConsentState,
    error::AppError,
    id::{BuildingId, UsagePointId},
    provider::ProviderId,
    series::SeriesKind,
    time::LocalDay,
};
use serde::Serialize;
use utoipa::ToSchema;

/// One meter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Device {
    /// Identifier.
    pub id: UsagePointId,
    /// The building.
    pub building_id: BuildingId,
    /// PRM or EAN.
    pub number: String,
    /// May be empty.
    pub label: String,
    /// The operator.
    pub provider: ProviderId,
    /// Whether it is connected here; a disconnected meter keeps its readings.
    pub is_active: bool,
    /// `active`, `expired` or `withdrawn`; `null` for a meter that lives from files.
    pub consent: Option<&'static str>,
    /// What it measures.
    pub metric_types: Vec<SeriesKind>,
    /// Latest local day with data.
    #[schema(value_type = Option<String>, format = Date)]
    pub data_through: Option<LocalDay>,
    /// The latest run that reached the operator, RFC 3339 in UTC.
    pub last_sync_at: Option<String>,
    /// When it was added, RFC 3339 in UTC.
    pub created_at: String,
}

/// Live meters, then disconnected ones.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see.
pub async fn devices(app: &App, actor: &Actor, building: BuildingId) -> Result<Vec<Device>, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, building).await?;
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    let consents = meters::consents(app, source.points.iter().filter_map(|point| point.consent).collect()).await?;
    let now = app.clock.now();
    let device = |point: &crate::domain::building::UsagePoint| {
        let lines = || source.lines.iter().filter(|line| line.usage_point == point.id);
        let consent = point.consent.and_then(|id| consents.get(&id));
        Device {
            id: point.id,
            building_id: point.building,
            number: point.number.as_str().to_owned(),
            label: point.label.clone(),
            provider: point.provider,
            is_active: point.disconnected_at.is_none(),
            consent: consent.map(|consent| name(consent.state(now))),
            metric_types: lines().map(|line| line.kind).collect(),
            data_through: lines().map(|line| line.last).max(),
            last_sync_at: point.last_sync_at.map(|at| at.to_rfc3339()),
            created_at: point.created_at.to_rfc3339(),
        }
    };
    Ok(source.points.iter().map(device).collect())
}

fn name(state: ConsentState) -> &'static str {
    match state {
        ConsentState::Active => "active",
        ConsentState::Expired => "expired",
        ConsentState::Withdrawn => "withdrawn",
    }
}
