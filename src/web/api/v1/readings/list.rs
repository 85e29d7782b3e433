//! GET /api/v1/buildings/{building}/iot/readings

use crate::{
    domain::{error::AppError, id::BuildingId, series::SeriesKind},
    services::{
        App,
        statistics::{self, ReadingsPage, ReadingsQuery},
    },
    web::{
        api::{
            problems::Reading,
            v1::{self, within::WithinParams},
        },
        auth::CurrentSession,
        edge::Refusal,
        extract::{UrlPath, UrlQuery, invalid},
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
    params(("building" = BuildingId, Path, description = "The building"), WithinParams, ReadingsParams),
    responses((status = 200, description = "A page of readings", body = ReadingsPage), Reading)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(within): UrlQuery<WithinParams>,
    UrlQuery(params): UrlQuery<ReadingsParams>,
) -> Result<Json<ReadingsPage>, Refusal> {
    let metric = v1::metric(params.metric_type.as_deref())?;
    let mut metrics = kinds(params.device_type.as_deref())?;
    metrics.retain(|kind| metric.is_none_or(|metric| metric == *kind));
    let (span, meter) = within.resolve(&app, &actor, building).await?;
    let (page, per_page) = (params.page.unwrap_or(1), params.per_page.unwrap_or(PER_PAGE));
    let query = ReadingsQuery { metrics, meter, within: span.within, page, per_page, cursor: params.cursor };
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
