//! Connecting, reconfiguring and disconnecting meters.

mod complete;
mod secrets;
mod start;
pub(super) mod tokens;

pub use crate::providers::Callback;
pub use complete::{Arrival, arrive, complete_in};
pub(super) use secrets::opens;
pub use start::{REQUEST_SECONDS, start};

use super::{App, buildings};
use crate::{
    domain::{
        access::{Action, Actor},
        building::Building,
        consent::{CONSENT_MONTHS, CONSENT_TEXT_VERSION},
        error::AppError,
        id::{BuildingId, ConsentId, UsagePointId},
        provider::ProviderId,
        time::{Instant, LocalDay},
    },
    storage::{
        StorageError, Tx,
        consents::{self, WithdrawnBy},
        sync_runs, usage_points,
    },
    views::{
        building::BuildingHeader,
        connect::{ConnectView, ProviderOption},
    },
};
use chrono::Months;

/// The longest label of a meter, in characters.
const LABEL_MAX: usize = 80;

/// What the connection page says.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] as [`buildings::authorised`] says.
pub async fn view(app: &App, actor: &Actor, id: BuildingId) -> Result<ConnectView, AppError> {
    let building = buildings::authorised(app, actor, Action::Manage, id).await?;
    let option = |id: ProviderId| {
        let capabilities = app.providers.get(id).map(|provider| provider.capabilities());
        ProviderOption {
            id,
            configured: capabilities.is_some(),
            curve_days: capabilities.map_or(0, |c| c.curve.history_days),
            daily_days: capabilities.and_then(|c| c.daily).map_or(0, |daily| daily.history_days),
            step_minutes: capabilities.map_or(0, |c| c.step_minutes),
        }
    };
    Ok(ConnectView {
        until: consent_end(&building, app.clock.now())?.0,
        header: BuildingHeader {
            id: building.id,
            name: building.name,
            address: building.address,
            town: building.town,
            zone: building.zone,
            can_manage: actor.manages(),
        },
        providers: ProviderId::ALL.into_iter().map(option).collect(),
        text_version: CONSENT_TEXT_VERSION.to_owned(),
    })
}

/// Changes the name of a meter; an empty one is allowed.
///
/// # Errors
/// [`AppError::InvalidField`] when the name is too long, and what [`buildings::usage_point`] says.
pub async fn rename(app: &App, actor: &Actor, id: UsagePointId, label: &str) -> Result<(), AppError> {
    let (building, meter) = buildings::usage_point(app, actor, Action::Manage, id).await?;
    let label = label.trim();
    if label.chars().count() > LABEL_MAX || label.chars().any(char::is_control) {
        return Err(AppError::InvalidField { field: "label".into(), expected: format!("1–{LABEL_MAX}") });
    }
    let mut tx = app.db.begin().await?;
    usage_points::rename(&mut tx, meter.id, label).await?;
    tx.changes(building.change());
    Ok(tx.commit().await?)
}

/// Disconnects a meter: no request is sent any more, what was received stays. The consent ends with its last meter.
///
/// # Errors
/// What [`buildings::usage_point`] says.
pub async fn disconnect(app: &App, actor: &Actor, id: UsagePointId) -> Result<(), AppError> {
    let (building, meter) = buildings::usage_point(app, actor, Action::Manage, id).await?;
    if meter.disconnected_at.is_some() {
        return Ok(());
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    usage_points::disconnect(&mut tx, meter.id, now).await?;
    sync_runs::stop_open(&mut tx, meter.id, now).await?;
    if let Some(consent) = meter.consent {
        end_if_unused(&mut tx, consent, now).await?;
    }
    tx.changes(building.change());
    tx.commit().await?;
    tracing::info!(usage_point = %meter.id, user = %actor.user, "meter disconnected");
    Ok(())
}

/// Withdraws a consent and deletes its secrets when no live meter is read under it.
async fn end_if_unused(tx: &mut Tx, consent: ConsentId, now: Instant) -> Result<(), StorageError> {
    // Whoever disconnects another of its meters now waits here and counts after us.
    if consents::lock(tx, consent).await? && consents::live_meters(tx, consent).await? == 0 {
        consents::withdraw(tx, consent, WithdrawnBy::User, now).await?;
        consents::delete_secrets(tx, consent).await?;
    }
    Ok(())
}

/// When a consent given at `now` ends: the local day, and its first instant.
fn consent_end(building: &Building, now: Instant) -> Result<(LocalDay, Instant), AppError> {
    let zone = buildings::zone(building)?;
    let day = zone.day(now).checked_add_months(Months::new(CONSENT_MONTHS)).ok_or(AppError::Internal)?;
    Ok((day, zone.bounds(day).start))
}
