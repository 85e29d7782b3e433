//! Tariffs of an organisation, which of them a meter has from when on, and the public colours of days.

mod colours;
mod contracts;
mod screens;
mod trial;

pub use colours::{NotAdded, add_colours, colours, put_colours, read as read_colours, view_colours};
pub use contracts::{bind, contracts, end_contract, put_contract};
pub use screens::{view, view_all};

use super::{App, buildings};
use crate::{
    domain::{
        access::Actor,
        change::Change,
        error::AppError,
        id::{BuildingId, OrganisationId, TariffId},
        tariff::{LONGEST_NAME, StoredTariff, Tariff, TariffError, Version},
        time::LocalDay,
    },
    storage::tariffs as stored,
};
use std::collections::BTreeSet;

/// The organisation's tariffs by name.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<StoredTariff>, AppError> {
    buildings::manager(actor)?;
    Ok(stored::of_organisation(&app.db, actor.organisation).await?)
}

/// One tariff.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing, [`AppError::NotFound`].
pub async fn find(app: &App, actor: &Actor, id: TariffId) -> Result<StoredTariff, AppError> {
    buildings::manager(actor)?;
    stored::find(&app.db, actor.organisation, id).await?.ok_or(AppError::NotFound)
}

/// Adds a tariff.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::InvalidField`] with the place of the fault, e.g. `versions[0].bands[1].price`.
pub async fn create(app: &App, actor: &Actor, name: &str, versions: Vec<Version>) -> Result<StoredTariff, AppError> {
    buildings::manager(actor)?;
    let (id, name, tariff) = (TariffId::new(), checked_name(name)?, checked(versions)?);
    let mut tx = app.db.begin().await?;
    stored::insert(&mut tx, actor.organisation, (id, name, &tariff), app.clock.now()).await?;
    tx.commit().await?;
    find(app, actor, id).await
}

/// Replaces name and versions of a tariff. What was computed by it changes with it, the past included.
///
/// # Errors
/// As [`create`]; [`AppError::ChangedMeanwhile`] when it is not the state of `revision` any more.
pub async fn change(
    app: &App,
    actor: &Actor,
    (id, revision): (TariffId, i64),
    name: &str,
    versions: Vec<Version>,
) -> Result<StoredTariff, AppError> {
    find(app, actor, id).await?;
    let (name, tariff) = (checked_name(name)?, checked(versions)?);
    let priced = buildings_with(app, actor.organisation, id).await?;
    let mut tx = app.db.begin().await?;
    if !stored::change(&mut tx, actor.organisation, (id, revision), (name, &tariff), app.clock.now()).await? {
        return Err(AppError::ChangedMeanwhile);
    }
    for building in priced {
        tx.changes(Change { organisation: actor.organisation, building });
    }
    tx.commit().await?;
    find(app, actor, id).await
}

/// Puts a version into a tariff, in the place of the one that begins on `replaces`; the others stay as they are.
///
/// # Errors
/// As [`change`].
pub async fn put_version(
    app: &App,
    actor: &Actor,
    from: (TariffId, i64),
    name: &str,
    (replaces, version): (Option<LocalDay>, Version),
) -> Result<StoredTariff, AppError> {
    let mut versions: Vec<Version> = find(app, actor, from.0).await?.tariff.into();
    versions.retain(|known| Some(known.valid_from) != replaces);
    versions.push(version);
    change(app, actor, from, name, versions).await
}

/// Takes the version away that begins on `day`: the one before counts instead.
///
/// # Errors
/// As [`change`]; a tariff keeps at least one version.
pub async fn remove_version(
    app: &App,
    actor: &Actor,
    from: (TariffId, i64),
    day: LocalDay,
) -> Result<StoredTariff, AppError> {
    let stored = find(app, actor, from.0).await?;
    let mut versions: Vec<Version> = stored.tariff.into();
    versions.retain(|known| known.valid_from != day);
    change(app, actor, from, &stored.name, versions).await
}

/// The buildings whose meters have or had a tariff: their costs change with it.
async fn buildings_with(
    app: &App,
    organisation: OrganisationId,
    id: TariffId,
) -> Result<BTreeSet<BuildingId>, AppError> {
    let uses = stored::uses(&app.db, organisation).await?;
    Ok(uses.into_iter().filter(|of| of.tariff == Some(id)).map(|of| of.building).collect())
}

/// Takes a tariff away.
///
/// # Errors
/// [`AppError::StillUsed`] when a meter has it; [`AppError::Forbidden`], [`AppError::NotFound`].
pub async fn delete(app: &App, actor: &Actor, id: TariffId) -> Result<(), AppError> {
    find(app, actor, id).await?;
    let mut tx = app.db.begin().await?;
    if !stored::delete(&mut tx, actor.organisation, id, app.clock.now()).await? {
        return Err(AppError::StillUsed);
    }
    Ok(tx.commit().await?)
}

fn checked_name(name: &str) -> Result<&str, AppError> {
    let name = name.trim();
    let fine = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fine { Ok(name) } else { Err(invalid("name", format!("1–{LONGEST_NAME}"))) }
}

fn checked(versions: Vec<Version>) -> Result<Tariff, AppError> {
    Tariff::new(versions).map_err(|TariffError { field, fault }| invalid(&field, fault.to_string()))
}

fn invalid(field: &str, expected: String) -> AppError {
    AppError::InvalidField { field: field.to_owned(), expected }
}
