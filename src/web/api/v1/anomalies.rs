//! GET /api/v1/buildings/{building}/iot/anomalies

use crate::{
    domain::{id::BuildingId, series::SeriesKind},
    services::{
        App,
        statistics::{self, AnomalyList, AnomalyQuery},
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

/// Below it nothing is an anomaly, in per cent of the mean.
const LEAST_THRESHOLD: f64 = 120.0;

/// What is asked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AnomalyParams {
    /// `ElectricityConsumption` (the default) or another kind of series.
    metric_type: Option<String>,
    /// How many local days up to today; 30 when absent.
    #[param(minimum = 1, maximum = 1_100)]
    days: Option<u32>,
    /// Only days above this many per cent of their mean; 120 when absent.
    #[param(minimum = 120)]
    threshold_percent: Option<f64>,
}

/// Days of over-consumption, the latest first.
///
/// A local day is compared with the mean of the seven complete days before it: Minor above 120 %, Major from 150 %,
/// Critical above 200 %, and never for less than 2 kWh of difference.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/anomalies", tag = "consumption",
    params(("building" = BuildingId, Path, description = "The building"), AnomalyParams),
    responses((status = 200, description = "The anomalies", body = AnomalyList), Reading)
)]
pub async fn anomalies(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(params): UrlQuery<AnomalyParams>,
) -> Result<Json<AnomalyList>, Refusal> {
    let threshold_percent = params.threshold_percent.unwrap_or(LEAST_THRESHOLD);
    // NaN is refused, too.
    if !(LEAST_THRESHOLD..=10_000.0).contains(&threshold_percent) {
        return Err(Refusal(invalid("threshold_percent", "120–10000")));
    }
    let query = AnomalyQuery {
        metric: super::metric(params.metric_type.as_deref())?.unwrap_or(SeriesKind::ElectricityConsumption),
        days: params.days.unwrap_or(30),
        threshold_percent,
    };
    Ok(Json(statistics::anomalies(&app, &actor, building, &query).await?))
}
