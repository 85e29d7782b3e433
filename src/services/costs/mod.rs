//! What a building's electricity costs and emits: a view of readings, contracts and factors, never stored.

mod answer;
mod load;

pub(super) use answer::by_component;
pub use answer::{CostComponent, CostMeter, CostPoint, Costs, EmissionsOfDays, LotCosts, LotPart, Money};
pub(super) use load::{MeterCosts, of_days, of_days_ahead, of_days_by};

use super::{App, buildings, dashboards::sources, emissions};
use crate::{
    analytics::cost::{self, DayCost},
    domain::{
        access::{Action, Actor},
        emission::Country,
        error::AppError,
        id::{BuildingId, UsagePointId},
        lot,
        series::SeriesKind,
        time::{LocalDay, PeriodKind},
    },
    storage,
};
use chrono::Months;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct CostQuery {
    /// What the data points are.
    pub period: PeriodKind,
    /// First local day.
    pub first: LocalDay,
    /// First local day after.
    pub end: LocalDay,
    /// One meter; the whole building when absent.
    pub meter: Option<UsagePointId>,
}

/// Costs and emissions of a building or of one of its meters.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see; [`AppError::EndBeforeStart`];
/// [`AppError::InvalidField`] for more than three years.
pub async fn of_building(app: &App, actor: &Actor, id: BuildingId, query: &CostQuery) -> Result<Costs, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    if query.end <= query.first {
        return Err(AppError::EndBeforeStart);
    }
    if query.first.checked_add_months(Months::new(37)).is_none_or(|limit| limit < query.end) {
        let expected = "≤ start_date + 37 months".to_owned();
        return Err(AppError::InvalidField { field: "end_date".to_owned(), expected });
    }
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    if query.meter.is_some_and(|meter| !source.points.iter().any(|point| point.id == meter)) {
        return Err(AppError::NotFound);
    }
    let meters = of_days(app, &source, query.meter, (query.first, query.end)).await?;
    let lines = source.lines_of(SeriesKind::ElectricityConsumption, query.meter);
    let table = source.table(&app.db, lines, query.first, query.end).await?;
    let factors = emissions::table(app, source.building.organisation).await?;
    let country = Country::of_zone(&source.building.zone);
    let days = query.first.iter_days().take_while(|day| *day < query.end);
    let emitted = emissions::of_days(&table, (country, &factors), days);
    Ok(answer::build(&source, query, &meters, emitted))
}

/// The costs of a building split by the shares of its lots.
///
/// # Errors
/// As [`of_building`].
pub async fn by_lot(app: &App, actor: &Actor, id: BuildingId, query: &CostQuery) -> Result<LotCosts, AppError> {
    let costs = of_building(app, actor, id, query).await?;
    let lots = storage::lots::of_building(&app.db, id).await?;
    let shares: Vec<i64> = lots.iter().map(|lot| lot.share).collect();
    let total = costs.total.as_ref().map(|money| money.gross_cents);
    let parts = total.map(|total| lot::split(total, &shares)).unwrap_or_default();
    let mut parts = parts.into_iter();
    let part = |lot: lot::Lot| LotPart { label: lot.label, share: lot.share, gross_cents: parts.next() };
    Ok(LotCosts { shares: shares.iter().sum(), total_gross_cents: total, lots: lots.into_iter().map(part).collect() })
}

/// The days of every meter, together.
pub(super) fn together(meters: &[MeterCosts]) -> Vec<DayCost> {
    let mut days: Vec<DayCost> = meters.iter().flat_map(|meter| meter.days.iter().cloned()).collect();
    days.sort_by_key(|day| day.day);
    days
}

/// Whether any day has a price.
pub(super) fn priced(days: &[DayCost]) -> Option<cost::Sum> {
    days.iter().any(|day| day.lines.is_some()).then(|| cost::total(days))
}
