//! GET /api/v1/buildings/{building}/iot/costs

use crate::{
    domain::{error::AppError, id::BuildingId},
    services::{
        App,
        costs::{self, Costs},
    },
    web::{
        api::{problems::Reading, v1::within::WithinParams},
        auth::CurrentSession,
        edge::Refusal,
        extract::{UrlPath, UrlQuery},
    },
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::IntoParams;

/// What the data points are.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CostParams {
    /// `day`, `week`, `month` or `year`.
    #[param(required, example = "month")]
    period: Option<String>,
}

/// Costs by component, period and meter, and the CO2 of the consumption.
///
/// Computed from readings, contracts and factors when asked: a corrected price or reading changes the past. Cents under
/// a total add up to it.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/costs", tag = "costs",
    params(("building" = BuildingId, Path, description = "The building"), WithinParams, CostParams),
    responses((status = 200, description = "The costs", body = Costs), Reading)
)]
pub async fn of_building(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(within): UrlQuery<WithinParams>,
    UrlQuery(params): UrlQuery<CostParams>,
) -> Result<Json<Costs>, Refusal> {
    let period = params.period.as_deref().unwrap_or_default().parse().map_err(|()| AppError::UnknownPeriod)?;
    let query = super::query(&app, &actor, building, &within, period).await?;
    Ok(Json(costs::of_building(&app, &actor, building, &query).await?))
}
