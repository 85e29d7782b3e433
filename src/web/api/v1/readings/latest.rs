//! GET /api/v1/buildings/{building}/iot/readings/latest

use crate::{
    domain::id::BuildingId,
    services::{
        App,
        statistics::{self, Latest},
    },
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal, extract::UrlPath},
};
use axum::{Json, extract::State};

/// The latest interval with a value of each series.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/readings/latest", tag = "consumption",
    params(("building" = BuildingId, Path, description = "The building")),
    responses((status = 200, description = "One reading for each series that has any", body = Latest), Reading)
)]
pub async fn latest(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
) -> Result<Json<Latest>, Refusal> {
    Ok(Json(statistics::latest(&app, &actor, building).await?))
}
