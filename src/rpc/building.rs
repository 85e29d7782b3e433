//! Server functions: the dashboard of one building.

use crate::{
    domain::{error::AppError, id::BuildingId},
    views::building::{BuildingView, DashboardQuery},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// Everything that the dashboard shows.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the person may not see.
#[server(prefix = "/rpc", endpoint = "building/view", input = Json)]
pub async fn view_building(id: BuildingId, query: DashboardQuery) -> Result<BuildingView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::dashboards::building(&app, &actor, id, &query).await
}

/// The options of one chart for the browser's chart library, as JSON text.
///
/// # Errors
/// As [`view_building`], and for a chart that the dashboard does not have.
#[server(prefix = "/rpc", endpoint = "building/chart", input = Json)]
pub async fn view_chart(
    id: BuildingId,
    query: DashboardQuery,
    index: u32,
    dark: bool,
    language: String,
) -> Result<String, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::dashboards::chart_options(&app, &actor, id, &query, index, dark, &language).await
}
