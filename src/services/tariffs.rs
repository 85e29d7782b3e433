//! Tariffs of an organisation, and which of them a meter has from when on.

use super::{App, buildings};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{TariffId, UsagePointId},
        tariff::{Colours, Contract, StoredTariff, Tariff, TariffError, Version},
        time::LocalDay,
    },
    storage::tariffs as stored,
};
use std::collections::BTreeMap;

/// The longest name of a tariff, in characters.
pub const NAME_MAX: usize = 80;
/// The most contracts of a meter.
const MOST_CONTRACTS: usize = 100;

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
    let mut tx = app.db.begin().await?;
    if !stored::change(&mut tx, actor.organisation, (id, revision), (name, &tariff), app.clock.now()).await? {
        return Err(AppError::ChangedMeanwhile);
    }
    tx.commit().await?;
    find(app, actor, id).await
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

/// The contracts of a meter, in the order of their days.
///
/// # Errors
/// What [`buildings::usage_point`] says.
pub async fn contracts(app: &App, actor: &Actor, meter: UsagePointId) -> Result<Vec<Contract>, AppError> {
    let (_, point) = buildings::usage_point(app, actor, Action::Manage, meter).await?;
    Ok(stored::contracts(&app.db, &[point.id]).await?.into_iter().map(|(_, contract)| contract).collect())
}

/// Replaces the contracts of a meter; `None`: no contract from that day on.
///
/// # Errors
/// What [`buildings::usage_point`] says; [`AppError::InvalidField`] for two of the same day, too many, or a tariff that
/// is not the organisation's.
pub async fn bind(
    app: &App,
    actor: &Actor,
    meter: UsagePointId,
    contracts: &[(LocalDay, Option<TariffId>)],
) -> Result<(), AppError> {
    let (building, point) = buildings::usage_point(app, actor, Action::Manage, meter).await?;
    if contracts.len() > MOST_CONTRACTS {
        return Err(invalid("contracts", format!("≤ {MOST_CONTRACTS}")));
    }
    let ours = stored::of_organisation(&app.db, actor.organisation).await?;
    let mut by_day = BTreeMap::new();
    for (number, (day, tariff)) in contracts.iter().enumerate() {
        if tariff.is_some_and(|wanted| ours.iter().all(|ours| ours.id != wanted)) {
            return Err(invalid(&format!("contracts[{number}].tariff"), "tariff".to_owned()));
        }
        if by_day.insert(*day, *tariff).is_some() {
            return Err(invalid(&format!("contracts[{number}].valid_from"), "unique".to_owned()));
        }
    }
    let mut tx = app.db.begin().await?;
    stored::put_contracts(&mut tx, point.id, &by_day.into_iter().collect::<Vec<_>>()).await?;
    tx.changes(building.change());
    Ok(tx.commit().await?)
}

/// The known colours of the days `[first, end)`. They are public.
///
/// # Errors
/// When the database fails.
pub async fn colours(app: &App, first: LocalDay, end: LocalDay) -> Result<Colours, AppError> {
    Ok(stored::colours(&app.db, first, end).await?)
}

/// Writes colours in the place of what was known of the same days. Not reachable over HTTP: they are the same for every
/// organisation, so the command line decides.
///
/// # Errors
/// When the database fails.
pub async fn put_colours(app: &App, colours: &Colours) -> Result<(), AppError> {
    let mut tx = app.db.begin().await?;
    stored::put_colours(&mut tx, colours).await?;
    Ok(tx.commit().await?)
}

fn checked_name(name: &str) -> Result<&str, AppError> {
    let name = name.trim();
    let fine = (1..=NAME_MAX).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fine { Ok(name) } else { Err(invalid("name", format!("1–{NAME_MAX}"))) }
}

fn checked(versions: Vec<Version>) -> Result<Tariff, AppError> {
    Tariff::new(versions).map_err(|TariffError { field, fault }| invalid(&field, fault.to_string()))
}

fn invalid(field: &str, expected: String) -> AppError {
    AppError::InvalidField { field: field.to_owned(), expected }
}
