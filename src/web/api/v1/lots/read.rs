//! GET /api/v1/buildings/{building}/lots

use super::LotsBody;
use crate::{
    domain::id::BuildingId,
    services::{App, lots},
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal, extract::UrlPath},
};
use axum::{Json, extract::State};

/// Area and lots of a building.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/lots", tag = "costs",
    params(("building" = BuildingId, Path, description = "The building")),
    responses((status = 200, description = "Area and lots", body = LotsBody), Reading)
)]
pub async fn read(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
) -> Result<Json<LotsBody>, Refusal> {
    Ok(Json(lots::of_building(&app, &actor, building).await?.into()))
}
