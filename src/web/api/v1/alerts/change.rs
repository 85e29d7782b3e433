//! PUT /api/v1/buildings/{building}/iot/devices/{device}/alerts/{kind}/{day}

use crate::{
    domain::{
        alert::AlertState,
        id::{BuildingId, UsagePointId},
        rule::RuleKind,
        time::LocalDay,
    },
    services::{
        App,
        alerts::{self, AlertId, Said},
    },
    web::{
        api::{
            problems::{Changing, Managing, Reading},
            v1::devices::managed,
        },
        auth::CurrentSession,
        edge::Refusal,
        extract::{JsonBody, UrlPath},
    },
};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is said of an alert.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AlertChangeBody {
    state: AlertState,
    /// At most 1000 characters; required with `explained`.
    #[serde(default)]
    comment: Option<String>,
}

/// Acknowledge, explain, resolve or open an alert again.
#[utoipa::path(
    put, path = "/api/v1/buildings/{building}/iot/devices/{device}/alerts/{kind}/{day}", tag = "alerts",
    params(
        ("building" = BuildingId, Path, description = "The building"),
        ("device" = UsagePointId, Path, description = "The meter"),
        ("kind" = RuleKind, Path, description = "The kind of rule"),
        ("day" = String, Path, description = "The local day, `YYYY-MM-DD`")
    ),
    request_body = AlertChangeBody,
    responses((status = 204, description = "Noted"), Reading, Managing, Changing)
)]
pub async fn change(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath((building, meter, kind, day)): UrlPath<(BuildingId, UsagePointId, RuleKind, LocalDay)>,
    JsonBody(body): JsonBody<AlertChangeBody>,
) -> Result<StatusCode, Refusal> {
    managed(&app, &actor, building, meter).await?;
    let said = Said { state: body.state, comment: body.comment };
    alerts::change(&app, &actor, &AlertId { meter, kind, day }, &said).await?;
    Ok(StatusCode::NO_CONTENT)
}
