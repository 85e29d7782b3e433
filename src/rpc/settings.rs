//! Server functions: the settings of a building.

use crate::{
    domain::{error::AppError, id::BuildingId},
    views::settings::SettingsView,
};
use leptos::{prelude::*, server_fn::codec::Json};

/// Contracts of its meters, area and lots.
///
/// # Errors
/// [`AppError::Forbidden`] for who may not manage the building, [`AppError::NotFound`].
#[server(prefix = "/rpc", endpoint = "settings/view", input = Json)]
pub async fn view_settings(
    /// Of which building.
    building: BuildingId,
) -> Result<SettingsView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::settings::view(&app, &actor, building).await
}
