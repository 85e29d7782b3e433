//! PUT /api/v1/buildings/{building}/iot/devices/{device}

use crate::{
    domain::{
        error::AppError,
        id::{BuildingId, UsagePointId},
    },
    services::{
        App, connections,
        statistics::{self, Device},
    },
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::{JsonBody, UrlPath},
    },
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes.
#[derive(Deserialize, ToSchema)]
pub struct DeviceUpdate {
    /// What people call the meter; at most 80 characters, may be empty.
    #[schema(example = "Parties communes")]
    label: String,
}

/// Name a meter.
#[utoipa::path(
    put, path = "/api/v1/buildings/{building}/iot/devices/{device}", tag = "meters",
    params(
        ("building" = BuildingId, Path, description = "The building"),
        ("device" = UsagePointId, Path, description = "The meter")
    ),
    request_body = DeviceUpdate,
    responses((status = 200, description = "The meter", body = Device), Reading, Managing)
)]
pub async fn update(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath((building, device)): UrlPath<(BuildingId, UsagePointId)>,
    JsonBody(body): JsonBody<DeviceUpdate>,
) -> Result<Json<Device>, Refusal> {
    super::managed(&app, &actor, building, device).await?;
    connections::rename(&app, &actor, device, &body.label).await?;
    let devices = statistics::devices(&app, &actor, building).await?;
    Ok(Json(devices.into_iter().find(|found| found.id == device).ok_or(AppError::NotFound)?))
}
