//! What a tariff would have cost: its prices of today on the readings of past months, beside what the contracts say.

use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::UsagePointId,
        tariff::{Contract, StoredTariff, Tariff},
        time::{LocalDay, Period, PeriodKind},
    },
    services::{
        App, buildings,
        costs::{MeterCosts, of_days, of_days_by, priced, together},
        dashboards::sources,
    },
    views::tariffs::{Trial, TrialQuery, TrialSum},
};
use chrono::Months;
use std::collections::HashMap;

/// Tries a tariff on a building or one of its meters.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see.
pub(super) async fn of(app: &App, actor: &Actor, stored: &StoredTariff, query: TrialQuery) -> Result<Trial, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, query.building).await?;
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    if query.meter.is_some_and(|meter| !source.points.iter().any(|point| point.id == meter)) {
        return Err(AppError::NotFound);
    }
    let end = Period::containing(PeriodKind::Month, source.today).first;
    let first = end.checked_sub_months(Months::new(if query.year { 12 } else { 1 })).unwrap_or(end);
    let tariff = as_if_always(&stored.tariff, source.today, first)?;
    let contract = Contract { valid_from: first, tariff: Some((stored.id, stored.name.clone(), tariff)) };
    let all: HashMap<UsagePointId, Vec<Contract>> =
        source.points.iter().map(|point| (point.id, vec![contract.clone()])).collect();
    let with = of_days_by(app, &source, query.meter, &all, (first, end)).await?;
    let now = of_days(app, &source, query.meter, (first, end)).await?;
    Ok(Trial { query, first, end, with: sum(&with), now: sum(&now) })
}

/// The version of today, else the next one to come, from `first` on.
fn as_if_always(tariff: &Tariff, today: LocalDay, first: LocalDay) -> Result<Tariff, AppError> {
    let version = tariff.on(today).or_else(|| tariff.versions().first());
    let mut version = version.cloned().ok_or(AppError::Internal)?;
    version.valid_from = first;
    Tariff::new(vec![version]).map_err(|_| AppError::Internal)
}

fn sum(meters: &[MeterCosts]) -> Option<TrialSum> {
    let days = together(meters);
    let gross = priced(&days)?.gross().cents().0;
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let unknown = days.iter().map(|day| day.unknown_seconds).sum::<i64>() / 3_600;
    Some(TrialSum {
        gross,
        days: count(days.iter().filter(|day| day.lines.is_some()).count()),
        days_without: meters.iter().map(|meter| meter.days_without_contract).sum(),
        unknown_hours: u32::try_from(unknown).unwrap_or_default(),
    })
}
