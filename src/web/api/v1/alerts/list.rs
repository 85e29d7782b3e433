//! GET /api/v1/alerts

use super::AlertItem;
use crate::{
    domain::time::LocalDay,
    services::{App, alerts},
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal},
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// The alerts of every building.
#[derive(Serialize, ToSchema)]
pub struct Alerts {
    /// First local day looked at.
    #[schema(value_type = String, format = Date)]
    first_day: LocalDay,
    /// Open ones first, then the gravest and latest.
    alerts: Vec<AlertItem>,
}

/// The alerts of the last 90 days of every building that you may see.
#[utoipa::path(
    get, path = "/api/v1/alerts", tag = "alerts",
    responses((status = 200, description = "The alerts", body = Alerts), Reading)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
) -> Result<Json<Alerts>, Refusal> {
    let view = alerts::inbox(&app, &actor).await?;
    Ok(Json(Alerts { first_day: view.first_day, alerts: view.rows.into_iter().map(AlertItem::from).collect() }))
}
