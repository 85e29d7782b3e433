//! GET and PUT /api/v1/emission-factors

use crate::{
    domain::emission::EmissionFactor,
    services::{App, emissions},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::JsonBody,
    },
};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Emission factors.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmissionFactors {
    /// No two of the same country and day.
    factors: Vec<EmissionFactor>,
}

/// The factors that count, by country and day: the organisation's own where it has any of a country, else published ones.
#[utoipa::path(
    get, path = "/api/v1/emission-factors", tag = "costs",
    responses((status = 200, description = "The factors", body = EmissionFactors), Reading)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
) -> Result<Json<EmissionFactors>, Refusal> {
    Ok(Json(EmissionFactors { factors: emissions::list(&app, &actor).await? }))
}

/// Replace the organisation's own factors. Without any of a country, the published ones count.
#[utoipa::path(
    put, path = "/api/v1/emission-factors", tag = "costs", request_body = EmissionFactors,
    responses((status = 200, description = "The factors that count now", body = EmissionFactors), Reading, Managing)
)]
pub async fn replace(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    JsonBody(body): JsonBody<EmissionFactors>,
) -> Result<Json<EmissionFactors>, Refusal> {
    emissions::replace(&app, &actor, &body.factors).await?;
    Ok(Json(EmissionFactors { factors: emissions::list(&app, &actor).await? }))
}
