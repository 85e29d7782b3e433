//! GET /api/v1/buildings/{building}/iot/statistics

use crate::{
    domain::{error::AppError, id::BuildingId, series::SeriesKind},
    services::{
        App,
        statistics::{self, Statistics, StatisticsQuery},
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

/// What is asked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StatisticsParams {
    /// `ElectricityConsumption` (the default) or `ElectricityProduction`.
    metric_type: Option<String>,
    /// What the data points are.
    #[param(required, example = "month")]
    period: Option<String>,
}

/// Totals, means and extremes, with one data point for each period.
///
/// Fields name their unit. A comparison looks at the same elapsed part of the other period, or is `null`.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/statistics", tag = "consumption",
    params(("building" = BuildingId, Path, description = "The building"), WithinParams, StatisticsParams),
    responses((status = 200, description = "The statistics", body = Statistics), Reading)
)]
pub async fn statistics(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(within): UrlQuery<WithinParams>,
    UrlQuery(params): UrlQuery<StatisticsParams>,
) -> Result<Json<Statistics>, Refusal> {
    let period = params.period.as_deref().unwrap_or_default().parse().map_err(|()| AppError::UnknownPeriod)?;
    let metric = super::metric(params.metric_type.as_deref())?.unwrap_or(SeriesKind::ElectricityConsumption);
    let (span, meter) = within.resolve(&app, &actor, building).await?;
    let query = StatisticsQuery { metric, period, first: span.first, end: span.end, meter };
    Ok(Json(statistics::statistics(&app, &actor, building, &query).await?))
}
