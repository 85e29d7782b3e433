//! Version 1: a folder for each resource, a file for each endpoint.

mod alerts;
mod anomalies;
mod costs;
mod devices;
mod emission_factors;
mod export;
mod forecast;
mod linky;
mod lots;
mod notifications;
mod profile;
mod ranking;
mod readings;
mod reports;
mod rules;
mod statistics;
mod tariffs;
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
        .routes(routes!(export::export))
        .routes(routes!(profile::profile))
        .routes(routes!(ranking::ranking))
        .routes(routes!(forecast::forecast))
        .routes(routes!(anomalies::anomalies))
        .routes(routes!(notifications::list::list))
        .routes(routes!(notifications::read::read))
        .routes(routes!(devices::list::list))
        .routes(routes!(devices::update::update, devices::disconnect::disconnect))
        .routes(routes!(devices::contracts::list, devices::contracts::replace))
        .routes(routes!(costs::of_building::of_building))
        .routes(routes!(costs::lots::lots))
        .routes(routes!(lots::read::read, lots::replace::replace))
        .routes(routes!(tariffs::list::list, tariffs::create::create))
        .routes(routes!(tariffs::change::change, tariffs::delete::delete))
        .routes(routes!(emission_factors::list, emission_factors::replace))
        .routes(routes!(alerts::list::list))
        .routes(routes!(alerts::change::change))
        .routes(routes!(rules::list::list, rules::put::put))
        .routes(routes!(rules::delete::delete))
        .routes(routes!(reports::list::list, reports::create::create))
        .routes(routes!(reports::state::state))
        .routes(routes!(reports::file::file))
}

/// A kind of series, by name.
fn metric(text: Option<&str>) -> Result<Option<SeriesKind>, AppError> {
    let parse =
        |text: &str| text.parse().map_err(|()| invalid("metric_type", SeriesKind::ElectricityConsumption.as_str()));
    text.filter(|text| !text.is_empty()).map(parse).transpose()
}
