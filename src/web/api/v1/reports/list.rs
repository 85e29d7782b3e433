//! GET /api/v1/buildings/{building}/reports

use super::ReportItem;
use crate::{
    domain::id::BuildingId,
    services::{App, reports},
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal, extract::UrlPath},
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// Reports of a building.
#[derive(Serialize, ToSchema)]
pub struct Reports {
    /// At most 200.
    reports: Vec<ReportItem>,
}

/// The latest reports of a building, latest first. They are kept for 90 days.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/reports", tag = "reports",
    params(("building" = BuildingId, Path, description = "The building")),
    responses((status = 200, description = "The reports", body = Reports), Reading)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
) -> Result<Json<Reports>, Refusal> {
    let reports = reports::list(&app, &actor, building).await?;
    Ok(Json(Reports { reports: reports.into_iter().map(ReportItem::from).collect() }))
}
