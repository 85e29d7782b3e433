//! PUT /api/v1/rules

use super::RuleItem;
use crate::{
    domain::rule::{Rule, Scope},
    services::{App, alerts},
    web::{
        api::problems::{Changing, Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::JsonBody,
    },
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::ToSchema;

/// A rule as it is sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleBody {
    scope: Scope,
    /// Switched off, it silences wider ones of its kind.
    enabled: bool,
    rule: Rule,
}

/// Set a rule up, in the place of that of the same kind and scope. It counts for values that change from now on.
#[utoipa::path(
    put, path = "/api/v1/rules", tag = "alerts", request_body = RuleBody,
    responses((status = 200, description = "The rule", body = RuleItem), Reading, Managing, Changing)
)]
pub async fn put(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    JsonBody(body): JsonBody<RuleBody>,
) -> Result<Json<RuleItem>, Refusal> {
    Ok(Json(alerts::put(&app, &actor, body.scope, body.enabled, body.rule).await?.into()))
}
