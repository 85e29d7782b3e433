//! Costs of meters over local days, from what is stored: nothing of them is.

use crate::{
    analytics::cost::{self, DayCost, Known, Peaks},
    domain::{
        error::AppError,
        id::UsagePointId,
        reading::Reading,
        series::SeriesKind,
        tariff::{Colours, Contract, Power, Tariff},
        time::{LocalDay, Period, PeriodKind},
    },
    services::{
        App,
        dashboards::{
            sources::Source,
            table::{Line, Table},
        },
    },
    storage,
};
use chrono::Months;
use std::collections::{BTreeMap, HashMap};

/// The costs of one meter.
#[derive(Clone, Debug)]
pub(in crate::services) struct MeterCosts {
    /// Which.
    pub point: UsagePointId,
    /// The days that have a contract, in order.
    pub days: Vec<DayCost>,
    /// Elapsed days without one.
    pub days_without_contract: u32,
    /// Names of the tariffs that counted on any day, in the order of the contracts.
    pub tariffs: Vec<String>,
}

/// The costs of the local days `[first, end)`, meter by meter, in a fixed number of queries. `meter`: of one only.
///
/// # Errors
/// When the database fails.
pub(in crate::services) async fn of_days(
    app: &App,
    source: &Source,
    meter: Option<UsagePointId>,
    days: (LocalDay, LocalDay),
) -> Result<Vec<MeterCosts>, AppError> {
    of_days_by(app, source, meter, &contracts_of(app, source, meter).await?, days).await
}

/// The same by other contracts than those that the meters have.
///
/// # Errors
/// When the database fails.
pub(in crate::services) async fn of_days_by(
    app: &App,
    source: &Source,
    meter: Option<UsagePointId>,
    contracts: &Contracts,
    days: (LocalDay, LocalDay),
) -> Result<Vec<MeterCosts>, AppError> {
    let measured = |line: &Line| days.1.min(after(line.last));
    priced_by(app, source, meter, (contracts, days), measured).await
}

/// As [`of_days`], beyond the latest data for meters that go on: days to come have their standing charges.
///
/// # Errors
/// When the database fails.
pub(in crate::services) async fn of_days_ahead(
    app: &App,
    source: &Source,
    meter: Option<UsagePointId>,
    days: (LocalDay, LocalDay),
) -> Result<Vec<MeterCosts>, AppError> {
    let ahead = |line: &Line| if line.open { days.1 } else { days.1.min(after(line.last)) };
    priced_by(app, source, meter, (&contracts_of(app, source, meter).await?, days), ahead).await
}

/// The contracts of meters, each meter's in the order of their days.
pub(in crate::services) type Contracts = HashMap<UsagePointId, Vec<Contract>>;

async fn contracts_of(app: &App, source: &Source, meter: Option<UsagePointId>) -> Result<Contracts, AppError> {
    let lines = source.lines_of(SeriesKind::ElectricityConsumption, meter);
    let points: Vec<UsagePointId> = lines.iter().map(|line| line.usage_point).collect();
    let mut contracts = Contracts::new();
    for (point, contract) in storage::tariffs::contracts(&app.db, &points).await? {
        contracts.entry(point).or_default().push(contract);
    }
    Ok(contracts)
}

async fn priced_by(
    app: &App,
    source: &Source,
    meter: Option<UsagePointId>,
    (contracts, (first, end)): (&Contracts, (LocalDay, LocalDay)),
    end_of: impl Fn(&Line) -> LocalDay,
) -> Result<Vec<MeterCosts>, AppError> {
    let lines = source.lines_of(SeriesKind::ElectricityConsumption, meter);
    let priced: Vec<Line> = lines.iter().filter(|line| contracts.contains_key(&line.usage_point)).cloned().collect();
    let peaks_from = if contracts.values().flatten().any(has_capacity) { a_year_before(first) } else { first };
    let stored = Stored::load(app, source, priced, (peaks_from, first, end)).await?;
    // Windows across midnight ask for the day before.
    let colours = storage::colours::between(&app.db, first.pred_opt().unwrap_or(first), end).await?;
    let of_line = |line: &Line| {
        let contracts = contracts.get(&line.usage_point).map_or(&[][..], Vec::as_slice);
        of_meter(source, &stored, &colours, contracts, line, (first.max(line.first), end_of(line)))
    };
    Ok(lines.iter().map(of_line).collect())
}

fn of_meter(
    source: &Source,
    stored: &Stored,
    colours: &Colours,
    contracts: &[Contract],
    line: &Line,
    (first, end): (LocalDay, LocalDay),
) -> MeterCosts {
    let mut costs =
        MeterCosts { point: line.usage_point, days: Vec::new(), days_without_contract: 0, tariffs: Vec::new() };
    let consumption = stored.readings(line.key);
    let injection = source.lines_of(SeriesKind::ElectricityProduction, Some(line.usage_point));
    let injection = injection.first().map_or(&[][..], |line| stored.readings(line.key));
    let official = stored.official(line.key, first, end);
    let peaks = Peaks::of(source.zone, consumption);
    let mut reached = first;
    for (number, contract) in contracts.iter().enumerate() {
        let until = contracts.get(number + 1).map_or(end, |next| next.valid_from.min(end));
        let from = contract.valid_from.max(first);
        let Some((_, name, tariff)) = contract.tariff.as_ref().filter(|_| from < until) else { continue };
        costs.tariffs.push(name.clone());
        costs.days_without_contract += days(reached, from);
        reached = until;
        let known =
            Known { zone: source.zone, tariff, colours, consumption, official: &official, injection, peaks: &peaks };
        costs.days.extend(cost::of_days(&known, from, until));
    }
    costs.days_without_contract += days(reached, end);
    costs
}

/// Readings and official days of some series.
struct Stored {
    readings: HashMap<i64, Vec<Reading>>,
    table: Table,
}

impl Stored {
    async fn load(
        app: &App,
        source: &Source,
        consumption: Vec<Line>,
        (peaks_from, first, end): (LocalDay, LocalDay, LocalDay),
    ) -> Result<Self, AppError> {
        let injection = consumption
            .iter()
            .flat_map(|line| source.lines_of(SeriesKind::ElectricityProduction, Some(line.usage_point)))
            .map(|line| line.key);
        let keys: Vec<i64> = consumption.iter().map(|line| line.key).chain(injection).collect();
        let span = source.zone.span(peaks_from, end);
        let mut readings: HashMap<i64, Vec<Reading>> = HashMap::new();
        for (key, reading) in storage::readings::readings_of(&app.db, &keys, span).await? {
            readings.entry(key).or_default().push(reading);
        }
        Ok(Self { readings, table: source.table(&app.db, consumption, first, end).await? })
    }

    fn readings(&self, key: i64) -> &[Reading] {
        self.readings.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Of days whose readings were released, their sum stands in for the operator's value: it is known as well.
    fn official(&self, key: i64, first: LocalDay, end: LocalDay) -> BTreeMap<LocalDay, i64> {
        let released = self.table.lines.iter().find(|line| line.key == key).and_then(|line| line.kept_from);
        let days = first.iter_days().take_while(|day| *day < end);
        days.filter_map(|day| {
            let rollup = self.table.rollup(key, day)?;
            let gone = released.is_some_and(|from| self.table.zone.bounds(day).start < from);
            Some((day, rollup.official.or_else(|| rollup.total().filter(|_| gone))?))
        })
        .collect()
    }
}

fn has_capacity(contract: &Contract) -> bool {
    let versions = contract.tariff.iter().flat_map(|(_, _, tariff): &(_, _, Tariff)| tariff.versions());
    versions.into_iter().any(|version| matches!(version.power, Some(Power::Capacity { .. })))
}

/// The first day of the twelve months up to that of `day`.
fn a_year_before(day: LocalDay) -> LocalDay {
    let month = Period::containing(PeriodKind::Month, day).first;
    month.checked_sub_months(Months::new(11)).unwrap_or(month)
}

fn after(day: LocalDay) -> LocalDay {
    day.succ_opt().unwrap_or(day)
}

fn days(first: LocalDay, end: LocalDay) -> u32 {
    u32::try_from((end - first).num_days()).unwrap_or_default()
}
