//! POST /api/v1/buildings/{building}/reports

use super::ReportItem;
use crate::{
    domain::{id::BuildingId, language::Language},
    services::{
        App,
        reports::{self, EXPECTED, ReportQuery},
    },
    web::{
        api::problems::Reading,
        auth::CurrentSession,
        edge::Refusal,
        extract::{JsonBody, UrlPath, invalid},
    },
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// Which report.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    /// A year, month or ISO week that has begun.
    #[schema(example = "2026-10")]
    period: String,
    /// `fr`, `nl` or `en`; French when absent.
    #[schema(example = "fr")]
    language: Option<String>,
}

/// Ask for a report. It is made in the background: look at its state until it is `done`, then fetch its file.
#[utoipa::path(
    post, path = "/api/v1/buildings/{building}/reports", tag = "reports",
    params(("building" = BuildingId, Path, description = "The building")),
    request_body = ReportBody,
    responses((status = 202, description = "It will be made", body = ReportItem), Reading)
)]
pub async fn create(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    JsonBody(body): JsonBody<ReportBody>,
) -> Result<(StatusCode, Json<ReportItem>), Refusal> {
    let period = body.period.parse().map_err(|()| invalid("period", EXPECTED))?;
    let language = match body.language.as_deref() {
        None => Language::default(),
        Some(tag) => Language::parse(tag).ok_or(invalid("language", "fr, nl, en"))?,
    };
    let report = reports::ask(&app, &actor, building, &ReportQuery { period, language }).await?;
    Ok((StatusCode::ACCEPTED, Json(report.into())))
}
