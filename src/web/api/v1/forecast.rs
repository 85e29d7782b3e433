//! GET /api/v1/buildings/{building}/iot/forecast

use crate::{
    domain::{error::AppError, id::BuildingId},
    services::{
        App,
        forecasts::{self, ForecastAnswer, ForecastQuery},
    },
    web::{
        api::problems::Reading,
        auth::CurrentSession,
        edge::Refusal,
        extract::{UrlPath, UrlQuery, invalid},
    },
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::IntoParams;

/// How far.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ForecastParams {
    /// `month` or `year`: the running one, by the building's clock.
    #[param(required, example = "month")]
    period: Option<String>,
    /// One meter; the whole building when absent.
    device: Option<String>,
}

/// Consumption and bill to the end of the running month or year, with a band that holds four of five totals.
///
/// The bill has the energy to come at the mean price of the last 28 known days, and the standing charges of all days.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/forecast", tag = "consumption",
    params(("building" = BuildingId, Path, description = "The building"), ForecastParams),
    responses((status = 200, description = "The forecast, or why there is none", body = ForecastAnswer), Reading)
)]
pub async fn forecast(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(params): UrlQuery<ForecastParams>,
) -> Result<Json<ForecastAnswer>, Refusal> {
    let period = params.period.as_deref().unwrap_or_default().parse().map_err(|()| AppError::UnknownPeriod)?;
    let device = params.device.as_deref().filter(|text| !text.is_empty());
    let meter = device.map(|text| text.parse().map_err(|_| invalid("device", "UUID"))).transpose()?;
    Ok(Json(forecasts::of_building(&app, &actor, building, &ForecastQuery { period, meter }).await?))
}
