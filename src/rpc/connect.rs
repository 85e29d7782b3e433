//! Server functions: connecting a meter, watching and managing it.

use crate::{
    domain::{
        error::AppError,
        id::{BuildingId, UsagePointId},
    },
    views::{building::RunView, connect::ConnectView},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// What the connection page says.
///
/// # Errors
/// What the service refuses.
#[server(prefix = "/rpc", endpoint = "connect/view", input = Json)]
pub async fn connect_choices(
    /// Of which building.
    building: BuildingId,
) -> Result<ConnectView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::connections::view(&app, &actor, building).await
}

/// The latest run of each meter of a building.
///
/// # Errors
/// What the service refuses.
#[server(prefix = "/rpc", endpoint = "sync/progress", input = Json)]
pub async fn sync_progress(
    /// Of which building.
    building: BuildingId,
) -> Result<Vec<RunView>, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::syncs::progress(&app, &actor, building).await
}

/// Wants a synchronisation of a meter: the button "Synchroniser". A plain form can send it.
///
/// # Errors
/// What the service refuses.
#[server(prefix = "/rpc", endpoint = "sync/want")]
pub async fn sync_want(
    /// Which meter.
    meter: UsagePointId,
) -> Result<RunView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::syncs::want(&app, &actor, meter, None).await
}

/// Disconnects a meter; what was received stays. A plain form can send it.
///
/// # Errors
/// What the service refuses.
#[server(prefix = "/rpc", endpoint = "meter/disconnect")]
pub async fn meter_disconnect(
    /// Which meter.
    meter: UsagePointId,
) -> Result<(), AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::connections::disconnect(&app, &actor, meter).await
}

/// Changes the name of a meter.
///
/// # Errors
/// What the service refuses.
#[server(prefix = "/rpc", endpoint = "meter/rename", input = Json)]
pub async fn meter_rename(
    /// Which meter.
    meter: UsagePointId,
    /// Its new name; may be empty.
    label: String,
) -> Result<(), AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::connections::rename(&app, &actor, meter, &label).await
}
