//! GET and PUT /api/v1/buildings/{building}/iot/devices/{device}/contracts

use crate::{
    domain::{
        id::{BuildingId, TariffId, UsagePointId},
        time::LocalDay,
    },
    services::{App, tariffs},
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

/// The contracts of a meter.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Contracts {
    /// No two from the same day.
    contracts: Vec<ContractItem>,
}

/// Which tariff the meter has from a day until its next contract.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractItem {
    /// First local day.
    #[schema(value_type = String, format = Date)]
    valid_from: LocalDay,
    /// `null`: none from that day on.
    tariff: Option<TariffId>,
}

/// The contracts of a meter, in the order of their days.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/devices/{device}/contracts", tag = "costs",
    params(
        ("building" = BuildingId, Path, description = "The building"),
        ("device" = UsagePointId, Path, description = "The meter")
    ),
    responses((status = 200, description = "The contracts", body = Contracts), Reading, Managing)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath((building, device)): UrlPath<(BuildingId, UsagePointId)>,
) -> Result<Json<Contracts>, Refusal> {
    super::managed(&app, &actor, building, device).await?;
    let found = tariffs::contracts(&app, &actor, device).await?.into_iter();
    let item = |contract: crate::domain::tariff::Contract| ContractItem {
        valid_from: contract.valid_from,
        tariff: contract.tariff.map(|(id, ..)| id),
    };
    Ok(Json(Contracts { contracts: found.map(item).collect() }))
}

/// Replace the contracts of a meter.
#[utoipa::path(
    put, path = "/api/v1/buildings/{building}/iot/devices/{device}/contracts", tag = "costs",
    params(
        ("building" = BuildingId, Path, description = "The building"),
        ("device" = UsagePointId, Path, description = "The meter")
    ),
    request_body = Contracts,
    responses((status = 204, description = "Replaced"), Reading, Managing)
)]
pub async fn replace(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath((building, device)): UrlPath<(BuildingId, UsagePointId)>,
    JsonBody(body): JsonBody<Contracts>,
) -> Result<axum::http::StatusCode, Refusal> {
    super::managed(&app, &actor, building, device).await?;
    let contracts: Vec<_> = body.contracts.into_iter().map(|item| (item.valid_from, item.tariff)).collect();
    tariffs::bind(&app, &actor, device, &contracts).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
