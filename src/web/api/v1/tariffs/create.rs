//! POST /api/v1/tariffs

use super::{TariffBody, TariffItem};
use crate::{
    services::{App, tariffs},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::JsonBody,
    },
};
use axum::{Json, extract::State, http::StatusCode};

/// Add a tariff.
#[utoipa::path(
    post, path = "/api/v1/tariffs", tag = "costs", request_body = TariffBody,
    responses((status = 201, description = "The tariff", body = TariffItem), Reading, Managing)
)]
pub async fn create(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    JsonBody(body): JsonBody<TariffBody>,
) -> Result<(StatusCode, Json<TariffItem>), Refusal> {
    let stored = tariffs::create(&app, &actor, &body.name, body.versions).await?;
    Ok((StatusCode::CREATED, Json(stored.into())))
}
