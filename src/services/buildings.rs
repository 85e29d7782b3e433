//! Which buildings and meters a person may see or manage: the only place where services ask.

use super::App;
use crate::{
    analytics::zone::Zone,
    domain::{
        access::{Action, Actor, Role},
        building::{Building, UsagePoint},
        error::AppError,
        id::{BuildingId, UsagePointId},
    },
    storage,
};

/// The building, when the actor may do `action` with it.
///
/// # Errors
/// [`AppError::NotFound`] when it is unknown, deleted or not the actor's to see; [`AppError::Forbidden`] when the actor
/// sees it but may not manage it.
pub async fn authorised(app: &App, actor: &Actor, action: Action, id: BuildingId) -> Result<Building, AppError> {
    let found = storage::buildings::find(&app.db, actor.organisation, id).await?;
    let building =
        found.filter(|found| actor.can(Action::Read, found.organisation, found.id)).ok_or(AppError::NotFound)?;
    if actor.can(action, building.organisation, building.id) { Ok(building) } else { Err(AppError::Forbidden) }
}

/// The meter and its building, when the actor may do `action` with that building.
///
/// # Errors
/// As [`authorised`].
pub async fn usage_point(
    app: &App,
    actor: &Actor,
    action: Action,
    id: UsagePointId,
) -> Result<(Building, UsagePoint), AppError> {
    let found = storage::usage_points::find(&app.db, actor.organisation, id).await?;
    let point = found.ok_or(AppError::NotFound)?;
    let building = authorised(app, actor, action, point.building).await?;
    Ok((building, point))
}

/// Whether the actor may see and change what belongs to the organisation as a whole.
///
/// # Errors
/// [`AppError::Forbidden`].
pub fn manager(actor: &Actor) -> Result<(), AppError> {
    if actor.manages() { Ok(()) } else { Err(AppError::Forbidden) }
}

/// Every building that the actor may see, by name.
///
/// # Errors
/// When the database fails.
pub async fn visible(app: &App, actor: &Actor) -> Result<Vec<Building>, AppError> {
    Ok(match actor.role {
        Role::Syndic => storage::buildings::of_organisation(&app.db, actor.organisation).await?,
        // The session's list and the table may differ for a moment: both must agree.
        Role::Owner => {
            let mut owned = storage::buildings::of_owner(&app.db, actor.organisation, actor.user).await?;
            owned.retain(|building| actor.can(Action::Read, building.organisation, building.id));
            owned
        }
    })
}

/// The building's time zone.
///
/// # Errors
/// [`AppError::Internal`] when the stored name is no zone.
pub fn zone(building: &Building) -> Result<Zone, AppError> {
    Zone::parse(&building.zone).ok_or_else(|| {
        tracing::error!(building = %building.id, zone = %building.zone, "unknown time zone");
        AppError::Internal
    })
}
