//! POST /api/v1/buildings/{building}/iot/linky/auth-url

use crate::{
    domain::id::BuildingId,
    services::{App, connections},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::{JsonBody, UrlPath},
    },
};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// At whom.
#[derive(Deserialize, ToSchema)]
pub struct AuthUrlRequest {
    /// `Enedis` or `Ores`.
    #[schema(example = "Enedis")]
    provider: String,
}

/// Where to go.
#[derive(Serialize, ToSchema)]
pub struct AuthUrl {
    /// The operator's consent page, for the browser of this session.
    #[schema(example = "https://mon-compte-particulier.enedis.fr/dataconnect/v1/oauth2/authorize?client_id=…&state=…")]
    authorization_url: String,
    /// Until when the way back is accepted, RFC 3339 in UTC.
    #[schema(example = "2026-11-21T09:15:00Z")]
    expires_at: String,
}

/// Begin connecting a meter: the address of the operator's consent page.
///
/// The request is bound to this session, building and operator, and good for one try.
#[utoipa::path(
    post, path = "/api/v1/buildings/{building}/iot/linky/auth-url", tag = "meters",
    params(("building" = BuildingId, Path, description = "The building")),
    request_body = AuthUrlRequest,
    responses((status = 200, description = "Where to go", body = AuthUrl), Reading, Managing)
)]
pub async fn auth_url(
    State(app): State<App>,
    session: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    JsonBody(body): JsonBody<AuthUrlRequest>,
) -> Result<Json<AuthUrl>, Refusal> {
    let provider = super::provider(&body.provider)?;
    let url = connections::start(&app, &session.actor, &session.hash, building, provider).await?;
    let expires_at = app.clock.now().plus(connections::REQUEST_SECONDS).to_rfc3339();
    Ok(Json(AuthUrl { authorization_url: url.into(), expires_at }))
}
