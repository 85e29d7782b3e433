//! GET /api/v1/tariffs

use super::TariffItem;
use crate::{
    services::{App, tariffs},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
    },
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// The tariffs.
#[derive(Serialize, ToSchema)]
pub struct Tariffs {
    tariffs: Vec<TariffItem>,
}

/// The organisation's tariffs by name.
#[utoipa::path(
    get, path = "/api/v1/tariffs", tag = "costs",
    responses((status = 200, description = "The tariffs", body = Tariffs), Reading, Managing)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
) -> Result<Json<Tariffs>, Refusal> {
    let found = tariffs::list(&app, &actor).await?;
    Ok(Json(Tariffs { tariffs: found.into_iter().map(TariffItem::from).collect() }))
}
