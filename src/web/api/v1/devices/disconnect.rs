//! DELETE /api/v1/buildings/{building}/iot/devices/{device}

use crate::{
    domain::id::{BuildingId, UsagePointId},
    services::{App, connections},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::UrlPath,
    },
};
use axum::{extract::State, http::StatusCode};

/// Disconnect a meter.
///
/// Nothing is asked of the operator any more; the readings stay. Doing it twice changes nothing.
#[utoipa::path(
    delete, path = "/api/v1/buildings/{building}/iot/devices/{device}", tag = "meters",
    params(
        ("building" = BuildingId, Path, description = "The building"),
        ("device" = UsagePointId, Path, description = "The meter")
    ),
    responses((status = 204, description = "Disconnected"), Reading, Managing)
)]
pub async fn disconnect(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath((building, device)): UrlPath<(BuildingId, UsagePointId)>,
) -> Result<StatusCode, Refusal> {
    super::managed(&app, &actor, building, device).await?;
    connections::disconnect(&app, &actor, device).await?;
    Ok(StatusCode::NO_CONTENT)
}
