//! GET /api/v1/buildings/{building}/iot/devices

use crate::{
    domain::id::BuildingId,
    services::{
        App,
        statistics::{self, Device},
    },
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal, extract::UrlPath},
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// The meters.
#[derive(Serialize, ToSchema)]
pub struct Devices {
    devices: Vec<Device>,
}

/// The building's meters: the live ones, then those that were disconnected.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/devices", tag = "meters",
    params(("building" = BuildingId, Path, description = "The building")),
    responses((status = 200, description = "The meters", body = Devices), Reading)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
) -> Result<Json<Devices>, Refusal> {
    Ok(Json(Devices { devices: statistics::devices(&app, &actor, building).await? }))
}
