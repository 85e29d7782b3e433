//! What the period of a report cost, and each of its months.

use super::figures::Basis;
use crate::{
    analytics::cost::{Amount, Component, DayCost, apportion, by_component},
    domain::{
        error::AppError,
        id::UsagePointId,
        tariff::Contract,
        time::{LocalDay, Period},
        units::Joules,
    },
    services::{
        App,
        costs::{self, MeterCosts, priced, together},
        dashboards::table::Line,
    },
    storage,
    views::report::{CostComponent, CostLine, ReportCost},
};

/// The costs of each meter's days, from the first month of the report on.
pub(super) struct Priced {
    meters: Vec<MeterCosts>,
    contracts: Vec<(UsagePointId, Contract)>,
}

impl Priced {
    /// Of everything that the report shows.
    pub async fn load(app: &App, basis: &Basis<'_>) -> Result<Self, AppError> {
        let first = basis.months.iter().map(|month| month.first).fold(basis.period.first, LocalDay::min);
        let end = basis.months.iter().map(|month| month.end()).fold(basis.period.end(), LocalDay::max);
        let meters = costs::of_days(app, basis.source, None, (first, end)).await?;
        let points: Vec<UsagePointId> = meters.iter().map(|meter| meter.point).collect();
        Ok(Self { meters, contracts: storage::tariffs::contracts(&app.db, &points).await? })
    }

    fn days(&self, of: Period) -> Vec<DayCost> {
        let mut days = together(&self.meters);
        days.retain(|day| of.first <= day.day && day.day < of.end());
        days
    }

    /// Cents of each month, VAT included; `None`: no day has a price. With `under_total` they add up to what all of them
    /// cost, else each is rounded for itself.
    pub fn of_months(&self, months: &[Period], under_total: bool) -> Vec<Option<i64>> {
        let sums: Vec<Option<Amount>> =
            months.iter().map(|month| priced(&self.days(*month)).map(|sum| sum.gross())).collect();
        let mut cents = apportion(&sums.iter().flatten().copied().collect::<Vec<_>>()).into_iter();
        let of = |sum: &Option<Amount>| {
            let apportioned = cents.next();
            sum.and_then(|sum| if under_total { apportioned } else { Some(sum.cents()) }).map(|cents| cents.0)
        };
        sums.iter().map(of).collect()
    }

    /// The cost of the period; `None`: no day has a price.
    pub fn of_period(&self, basis: &Basis<'_>) -> Option<ReportCost> {
        let days = self.days(basis.period);
        let sum = priced(&days)?;
        let (net, gross) = (sum.net.cents().0, sum.gross().cents().0);
        let unknown: i64 = days.iter().map(|day| day.unknown_seconds).sum();
        Some(ReportCost {
            tariffs: self.tariffs(basis),
            lines: lines(&days),
            net,
            tax: gross - net,
            gross,
            per_kwh: sum.gross().per_kwh(sum.joules).map(|price| price.0),
            days_without: self.days_without(basis),
            unknown_hours: u32::try_from((unknown + 3_599) / 3_600).unwrap_or(u32::MAX),
            estimated: Joules(days.iter().map(|day| day.estimated).sum()),
            power_uncertain: days.iter().any(|day| day.power_uncertain),
        })
    }

    /// Elapsed days without a contract, each meter's counted.
    fn days_without(&self, basis: &Basis<'_>) -> u32 {
        let of_meter = |meter: &MeterCosts| {
            let line = basis.table.lines.iter().find(|line| line.usage_point == meter.point)?;
            let (first, end) = within(basis.period, line);
            let with = meter.days.iter().filter(|day| first <= day.day && day.day < end).count();
            usize::try_from((end - first).num_days()).ok()?.checked_sub(with)
        };
        u32::try_from(self.meters.iter().filter_map(of_meter).sum::<usize>()).unwrap_or(u32::MAX)
    }

    /// The names of the tariffs that counted, in the order of the meters and their contracts.
    fn tariffs(&self, basis: &Basis<'_>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for line in &basis.table.lines {
            let (first, end) = within(basis.period, line);
            let of_meter: Vec<&Contract> =
                self.contracts.iter().filter(|(point, _)| *point == line.usage_point).map(|(_, of)| of).collect();
            for (number, contract) in of_meter.iter().enumerate() {
                let until = of_meter.get(number + 1).map_or(end, |next| next.valid_from.min(end));
                let Some((_, name, _)) = &contract.tariff else { continue };
                if contract.valid_from.max(first) < until && !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        names
    }
}

/// The days `[first, end)` of a period for which a meter has data.
fn within(period: Period, line: &Line) -> (LocalDay, LocalDay) {
    let after = line.last.succ_opt().unwrap_or(line.last);
    (period.first.max(line.first), period.end().min(after))
}

/// Lines whose cents add up to the sums.
fn lines(days: &[DayCost]) -> Vec<CostLine> {
    let sums = by_component(days);
    let nets = apportion(&sums.values().map(|sum| sum.net).collect::<Vec<_>>());
    let gross = apportion(&sums.values().map(|sum| sum.gross()).collect::<Vec<_>>());
    let cents = nets.into_iter().zip(gross);
    let line = |((component, sum), (net, gross)): ((&Component, &crate::analytics::cost::Sum), _)| {
        let (net, gross): (i64, i64) = (net, gross);
        let component = match component {
            Component::Energy(band) => CostComponent::Energy(band.clone()),
            Component::Subscription => CostComponent::Subscription,
            Component::Power => CostComponent::Power,
            Component::Injection => CostComponent::Injection,
        };
        let energy = matches!(component, CostComponent::Energy(_) | CostComponent::Injection);
        CostLine { component, energy: energy.then_some(Joules(sum.joules)), net, tax: gross - net, gross }
    };
    sums.iter().zip(cents.map(|(net, gross)| (net.0, gross.0))).map(line).collect()
}
