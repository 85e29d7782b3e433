//! GET /api/v1/buildings/{building}/reports/{report}

use super::ReportItem;
use crate::{
    domain::id::{BuildingId, ReportId},
    services::{App, reports},
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal, extract::UrlPath},
};
use axum::{Json, extract::State};

/// Where a report stands.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/reports/{report}", tag = "reports",
    params(
        ("building" = BuildingId, Path, description = "The building"),
        ("report" = ReportId, Path, description = "The report")
    ),
    responses((status = 200, description = "The report", body = ReportItem), Reading)
)]
pub async fn state(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath((building, report)): UrlPath<(BuildingId, ReportId)>,
) -> Result<Json<ReportItem>, Refusal> {
    Ok(Json(reports::one(&app, &actor, building, report).await?.into()))
}
