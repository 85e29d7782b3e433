//! PUT /api/v1/tariffs/{tariff}

use super::{TariffBody, TariffItem};
use crate::{
    domain::id::TariffId,
    services::{App, tariffs},
    web::{
        api::problems::{Changing, Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::{JsonBody, UrlPath, invalid},
    },
};
use axum::{Json, extract::State};

/// Change a tariff. What was computed by it changes with it.
#[utoipa::path(
    put, path = "/api/v1/tariffs/{tariff}", tag = "costs", request_body = TariffBody,
    params(("tariff" = TariffId, Path, description = "The tariff")),
    responses((status = 200, description = "The tariff", body = TariffItem), Reading, Managing, Changing)
)]
pub async fn change(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(tariff): UrlPath<TariffId>,
    JsonBody(body): JsonBody<TariffBody>,
) -> Result<Json<TariffItem>, Refusal> {
    tariffs::find(&app, &actor, tariff).await?;
    let revision = body.revision.ok_or_else(|| Refusal(invalid("revision", "≥ 1")))?;
    Ok(Json(tariffs::change(&app, &actor, (tariff, revision), &body.name, body.versions).await?.into()))
}
