//! GET /api/v1/rules

use super::RuleItem;
use crate::{
    domain::rule::{Rule, RuleKind},
    services::{App, alerts},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
    },
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// The rules.
#[derive(Serialize, ToSchema)]
pub struct Rules {
    /// What was set up, by kind. Of each kind the narrowest counts for a meter.
    rules: Vec<RuleItem>,
    /// What counts where nothing was set up, one for each kind.
    defaults: Vec<Rule>,
}

/// The organisation's rules, and what counts without any.
#[utoipa::path(
    get, path = "/api/v1/rules", tag = "alerts",
    responses((status = 200, description = "The rules", body = Rules), Reading, Managing)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
) -> Result<Json<Rules>, Refusal> {
    let rules = alerts::list(&app, &actor).await?.into_iter().map(RuleItem::from).collect();
    Ok(Json(Rules { rules, defaults: RuleKind::ALL.map(Rule::of).into() }))
}
