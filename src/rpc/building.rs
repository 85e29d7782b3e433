//! Server functions: the dashboard of one building.

use crate::{
    domain::{error::AppError, id::BuildingId},
    views::{
        building::{BuildingView, DashboardQuery},
        profile::ProfileView,
    },
};
use leptos::{prelude::*, server_fn::codec::Json};

/// Everything that the dashboard shows.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the person may not see.
#[server(prefix = "/rpc", endpoint = "building/view", input = Json)]
pub async fn view_building(
    /// Of which building.
    id: BuildingId,
    /// What the address asks for.
    query: DashboardQuery,
) -> Result<BuildingView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::dashboards::building(&app, &actor, id, &query).await
}

/// The shape of the period, apart, because it reads every value of it; `None` where there is none to tell.
///
/// # Errors
/// As [`view_building`].
#[server(prefix = "/rpc", endpoint = "building/profile", input = Json)]
pub async fn view_profile(
    /// Of which building.
    id: BuildingId,
    /// What the address asks for.
    query: DashboardQuery,
) -> Result<Option<ProfileView>, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::dashboards::profile(&app, &actor, id, &query).await
}
