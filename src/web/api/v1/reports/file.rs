//! GET /api/v1/buildings/{building}/reports/{report}/file

use crate::{
    domain::id::{BuildingId, ReportId},
    services::{App, reports},
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal, extract::UrlPath, reports::sent},
};
use axum::{extract::State, response::Response};

/// The file of a report that is done: PDF/A-2a and PDF/UA-1. 404 before, and for one that failed.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/reports/{report}/file", tag = "reports",
    params(
        ("building" = BuildingId, Path, description = "The building"),
        ("report" = ReportId, Path, description = "The report")
    ),
    responses((status = 200, description = "The file", content((Vec<u8> = "application/pdf"))), Reading)
)]
pub async fn file(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath((building, report)): UrlPath<(BuildingId, ReportId)>,
) -> Result<Response, Refusal> {
    Ok(sent(reports::file(&app, &actor, building, report).await?))
}
