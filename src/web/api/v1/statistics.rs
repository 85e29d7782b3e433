//! GET /api/v1/buildings/{building}/iot/statistics

use crate::{
    domain::{
        error::AppError,
        id::{BuildingId, UsagePointId},
        series::SeriesKind,
    },
    services::{
        App,
        span::{self, When},
        statistics::{self, Statistics, StatisticsQuery},
    },
    web::{
        api::{ApiPath, ApiQuery, problems::Reading},
        auth::CurrentSession,
        edge::Refusal,
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
    /// First local day (`YYYY-MM-DD`) or instant (RFC 3339).
    #[param(required, example = "2026-01-01")]
    start_date: Option<String>,
    /// Last local day, included, or the first instant after.
    #[param(required, example = "2026-11-20")]
    end_date: Option<String>,
    /// One meter; the whole building when absent.
    device: Option<String>,
}

/// Totals, means and extremes, with one data point for each period.
///
/// Fields name their unit. A comparison looks at the same elapsed part of the other period, or is `null`.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/statistics", tag = "consumption",
    params(("building" = BuildingId, Path, description = "The building"), StatisticsParams),
    responses((status = 200, description = "The statistics", body = Statistics), Reading)
)]
pub async fn statistics(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    ApiPath(building): ApiPath<BuildingId>,
    ApiQuery(params): ApiQuery<StatisticsParams>,
) -> Result<Json<Statistics>, Refusal> {
    let start = When::required("start_date", params.start_date.as_deref())?;
    let end = When::required("end_date", params.end_date.as_deref())?;
    let period = params.period.as_deref().unwrap_or_default().parse().map_err(|()| AppError::UnknownPeriod)?;
    let metric = super::metric(params.metric_type.as_deref())?.unwrap_or(SeriesKind::ElectricityConsumption);
    let meter: Option<UsagePointId> = super::device(params.device.as_deref())?;
    let span = span::span(&app, &actor, building, start, end).await?;
    let query = StatisticsQuery { metric, period, first: span.first, end: span.end, meter };
    Ok(Json(statistics::statistics(&app, &actor, building, &query).await?))
}
