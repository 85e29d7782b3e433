//! Meters of a building.

pub mod contracts;
pub mod disconnect;
pub mod list;
pub mod update;

use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, UsagePointId},
    },
    services::{App, buildings},
};

/// Checks that the meter belongs to the building of the path, and that the actor may manage it.
pub(super) async fn managed(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    device: UsagePointId,
) -> Result<(), AppError> {
    let (found, _) = buildings::usage_point(app, actor, Action::Manage, device).await?;
    if found.id == building { Ok(()) } else { Err(AppError::NotFound) }
}
