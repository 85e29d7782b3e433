//! DELETE /api/v1/tariffs/{tariff}

use crate::{
    domain::id::TariffId,
    services::{App, tariffs},
    web::{
        api::problems::{Changing, Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::UrlPath,
    },
};
use axum::{extract::State, http::StatusCode};

/// Take a tariff away that no meter has.
#[utoipa::path(
    delete, path = "/api/v1/tariffs/{tariff}", tag = "costs",
    params(("tariff" = TariffId, Path, description = "The tariff")),
    responses((status = 204, description = "Gone"), Reading, Managing, Changing)
)]
pub async fn delete(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(tariff): UrlPath<TariffId>,
) -> Result<StatusCode, Refusal> {
    tariffs::delete(&app, &actor, tariff).await?;
    Ok(StatusCode::NO_CONTENT)
}
