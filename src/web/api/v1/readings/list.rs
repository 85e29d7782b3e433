//! GET /api/v1/buildings/{building}/iot/readings

use crate::{
    domain::{error::AppError, id::BuildingId, series::SeriesKind},
    services::{
        App,
        span::{self, When},
        statistics::{self, ReadingsPage, ReadingsQuery},
    },
    web::{
        api::{ApiPath, ApiQuery, invalid, problems::Reading, v1},
        auth::CurrentSession,
        edge::Refusal,
    },
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::IntoParams;

/// Readings of a page unless asked otherwise.
const PER_PAGE: u32 = 100;

/// What is asked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReadingsParams {
    /// `ElectricityMeter`, `WaterMeter`, `GasMeter`, `TemperatureSensor` or `HumiditySensor`.
    device_type: Option<String>,
    /// `ElectricityConsumption`, `ElectricityProduction`, `GasConsumption`, `WaterConsumption`, `Temperature` or
    /// `Humidity`.
    metric_type: Option<String>,
    /// One meter; the whole building when absent.
    device: Option<String>,
    /// First local day (`YYYY-MM-DD`) or instant (RFC 3339).
    #[param(required, example = "2026-11-01")]
    start_date: Option<String>,
    /// Last local day, included, or the first instant after.
    #[param(required, example = "2026-11-20")]
    end_date: Option<String>,
    /// Counted from 1. For many pages `cursor` costs less.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// 100 when absent.
    #[param(minimum = 1, maximum = 1_000)]
    per_page: Option<u32>,
    /// `next_cursor` of the page before, instead of `page`.
    cursor: Option<String>,
}

/// The intervals of the load curves, meter by meter, each in the order of time.
///
/// Every reading is the energy of a half-open interval with its quality and its source.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/readings", tag = "consumption",
    params(("building" = BuildingId, Path, description = "The building"), ReadingsParams),
    responses((status = 200, description = "A page of readings", body = ReadingsPage), Reading)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    ApiPath(building): ApiPath<BuildingId>,
    ApiQuery(params): ApiQuery<ReadingsParams>,
) -> Result<Json<ReadingsPage>, Refusal> {
    let start = When::required("start_date", params.start_date.as_deref())?;
    let end = When::required("end_date", params.end_date.as_deref())?;
    let metric = v1::metric(params.metric_type.as_deref())?;
    let mut metrics = kinds(params.device_type.as_deref())?;
    metrics.retain(|kind| metric.is_none_or(|metric| metric == *kind));
    let meter = v1::device(params.device.as_deref())?;
    let within = span::span(&app, &actor, building, start, end).await?.within;
    let (page, per_page) = (params.page.unwrap_or(1), params.per_page.unwrap_or(PER_PAGE));
    let query = ReadingsQuery { metrics, meter, within, page, per_page, cursor: params.cursor };
    Ok(Json(statistics::readings(&app, &actor, building, &query).await?))
}

/// What a kind of device measures; every kind when none is named.
fn kinds(device_type: Option<&str>) -> Result<Vec<SeriesKind>, AppError> {
    use SeriesKind as Kind;
    Ok(match device_type {
        None | Some("") => Kind::ALL.to_vec(),
        Some("ElectricityMeter") => vec![Kind::ElectricityConsumption, Kind::ElectricityProduction],
        Some("WaterMeter") => vec![Kind::WaterConsumption],
        Some("GasMeter") => vec![Kind::GasConsumption],
        Some("TemperatureSensor") => vec![Kind::Temperature],
        Some("HumiditySensor") => vec![Kind::Humidity],
        Some(_) => return Err(invalid("device_type", "ElectricityMeter, WaterMeter, GasMeter, …")),
    })
}
