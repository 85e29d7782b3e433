//! Version 1: a folder for each resource, a file for each endpoint.

mod anomalies;
mod devices;
mod linky;
mod readings;
mod statistics;
mod within;

use crate::{
    domain::{error::AppError, series::SeriesKind},
    web::{WebState, extract::invalid},
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Every endpoint of the version.
pub fn endpoints() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(linky::auth_url::auth_url))
        .routes(routes!(linky::configure::configure))
        .routes(routes!(linky::sync::sync))
        .routes(routes!(readings::list::list))
        .routes(routes!(readings::latest::latest))
        .routes(routes!(statistics::statistics))
        .routes(routes!(anomalies::anomalies))
        .routes(routes!(devices::list::list))
        .routes(routes!(devices::update::update, devices::disconnect::disconnect))
}

/// A kind of series, by name.
fn metric(text: Option<&str>) -> Result<Option<SeriesKind>, AppError> {
    let parse =
        |text: &str| text.parse().map_err(|()| invalid("metric_type", SeriesKind::ElectricityConsumption.as_str()));
    text.filter(|text| !text.is_empty()).map(parse).transpose()
}
