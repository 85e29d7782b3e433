//! Which tariff a meter has from when on.

use super::invalid;
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{TariffId, UsagePointId},
        tariff::Contract,
        time::LocalDay,
    },
    services::{App, buildings},
    storage::tariffs as stored,
};
use std::collections::BTreeMap;

/// The most contracts of a meter.
const MOST_CONTRACTS: usize = 100;

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

/// From a local day on a meter has a tariff, or none, until its next contract. Replaces what began on that day.
///
/// # Errors
/// As [`bind`].
pub async fn put_contract(
    app: &App,
    actor: &Actor,
    meter: UsagePointId,
    (day, tariff): (LocalDay, Option<TariffId>),
) -> Result<(), AppError> {
    let mut all = named(app, actor, meter).await?;
    all.retain(|(known, _)| *known != day);
    all.push((day, tariff));
    bind(app, actor, meter, &all).await
}

/// Forgets the contract that begins on a local day: the one before it goes on.
///
/// # Errors
/// What [`buildings::usage_point`] says; [`AppError::NotFound`] when none begins on that day.
pub async fn end_contract(app: &App, actor: &Actor, meter: UsagePointId, day: LocalDay) -> Result<(), AppError> {
    let mut all = named(app, actor, meter).await?;
    let before = all.len();
    all.retain(|(known, _)| *known != day);
    if all.len() == before {
        return Err(AppError::NotFound);
    }
    bind(app, actor, meter, &all).await
}

async fn named(app: &App, actor: &Actor, meter: UsagePointId) -> Result<Vec<(LocalDay, Option<TariffId>)>, AppError> {
    let named = |contract: Contract| (contract.valid_from, contract.tariff.map(|(id, ..)| id));
    Ok(contracts(app, actor, meter).await?.into_iter().map(named).collect())
}
