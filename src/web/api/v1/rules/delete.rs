//! DELETE /api/v1/rules/{rule}

use crate::{
    domain::id::RuleId,
    services::{App, alerts},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::UrlPath,
    },
};
use axum::{extract::State, http::StatusCode};

/// Take a rule away: the next wider one of its kind counts again.
#[utoipa::path(
    delete, path = "/api/v1/rules/{rule}", tag = "alerts",
    params(("rule" = RuleId, Path, description = "The rule")),
    responses((status = 204, description = "Gone"), Reading, Managing)
)]
pub async fn delete(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(rule): UrlPath<RuleId>,
) -> Result<StatusCode, Refusal> {
    alerts::delete(&app, &actor, rule).await?;
    Ok(StatusCode::NO_CONTENT)
}
