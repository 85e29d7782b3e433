//! PUT /api/v1/buildings/{building}/lots

use super::LotsBody;
use crate::{
    domain::id::BuildingId,
    services::{App, lots},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::{JsonBody, UrlPath},
    },
};
use axum::{Json, extract::State};

/// Replace area and lots.
#[utoipa::path(
    put, path = "/api/v1/buildings/{building}/lots", tag = "costs",
    params(("building" = BuildingId, Path, description = "The building")),
    request_body = LotsBody,
    responses((status = 200, description = "Area and lots", body = LotsBody), Reading, Managing)
)]
pub async fn replace(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    JsonBody(body): JsonBody<LotsBody>,
) -> Result<Json<LotsBody>, Refusal> {
    let of: Vec<(String, i64)> = body.lots.into_iter().map(|lot| (lot.label, lot.share)).collect();
    Ok(Json(lots::replace(&app, &actor, building, (body.area_m2, &of)).await?.into()))
}
