//! What the figures in money and CO2 hold: parts, tariffs, factors, and how many of the days.

use super::{table::Table, worth::Worth};
use crate::{
    analytics::cost::{Cents, Component, Sum},
    domain::{emission, time::LocalDay, units::Joules},
    services::costs::{self, MeterCosts},
    views::{
        amount::Amount,
        cost::{CarbonView, CostPart, CostView, Counted, PaidFor},
    },
};

/// Total of some elapsed days, and mean of those that are wholly known and wholly count.
pub(super) fn amounts(
    table: &Table,
    worth: &Worth,
    days: impl Iterator<Item = LocalDay> + Clone,
) -> (Option<Amount>, Option<Amount>) {
    let amount = |value| Amount { measure: worth.measure, value };
    let whole = days.clone().filter(|day| table.day(*day).whole && worth.whole(*day));
    let count = i64::try_from(whole.clone().count()).unwrap_or(i64::MAX);
    let mean = worth.sum(whole).map(|sum| (2 * sum + count).div_euclid(2 * count.max(1)));
    (worth.sum(days).map(amount), mean.map(amount))
}

/// What a cost holds.
pub(super) fn cost(table: &Table, worth: &Worth, days: impl Iterator<Item = LocalDay> + Clone) -> CostView {
    let all = costs::together(&worth.meters);
    let sum = costs::priced(&all);
    let gross = |sum: Sum| sum.gross().cents().0;
    let mut tariffs: Vec<String> = Vec::new();
    for name in worth.meters.iter().flat_map(|meter| &meter.tariffs) {
        if !tariffs.contains(name) {
            tariffs.push(name.clone());
        }
    }
    let hours = all.iter().map(|day| day.unknown_seconds).sum::<i64>().div_euclid(3_600);
    CostView {
        gross: sum.map(gross),
        tax: sum.map_or(0, |sum| gross(sum) - sum.net.cents().0),
        parts: costs::by_component(&all).into_iter().map(part).collect(),
        tariffs,
        days: counted(table, worth, days),
        meters_without: number(worth.meters.iter().filter(|meter| unpriced(meter)).count()),
        unknown_hours: u32::try_from(hours).unwrap_or(u32::MAX),
        estimated: Joules(all.iter().map(|day| day.estimated).sum()),
        power_uncertain: all.iter().any(|day| day.power_uncertain),
    }
}

/// What a mass of CO2 rests on.
pub(super) fn carbon(table: &Table, worth: &Worth, days: impl Iterator<Item = LocalDay> + Clone) -> CarbonView {
    let mut factors = Vec::new();
    for day in days.clone().filter(|day| table.day(*day).total.is_some()) {
        if let Some(factor) = emission::on(&worth.factors, day).filter(|factor| !factors.contains(*factor)) {
            factors.push(factor.clone());
        }
    }
    CarbonView { grams: worth.sum(days.clone()), days: counted(table, worth, days), factors }
}

/// A part of the whole, rounded down; 0 of nothing.
pub(super) fn per_mille(part: Joules, whole: Joules) -> i64 {
    let exact = i128::from(part.0) * 1_000 / i128::from(whole.0.max(1));
    i64::try_from(exact).unwrap_or_default()
}

fn part((component, energy, Cents(gross)): (Component, Joules, Cents)) -> CostPart {
    let (of, energy) = match component {
        Component::Energy(band) => (PaidFor::Energy(band), Some(energy)),
        Component::Subscription => (PaidFor::Subscription, None),
        Component::Power => (PaidFor::Power, None),
        Component::Injection => (PaidFor::Injection, Some(energy)),
    };
    CostPart { of, energy, gross }
}

/// A meter that measured something on a day without a contract, and has none on any other.
fn unpriced(meter: &MeterCosts) -> bool {
    meter.days_without_contract > 0 && meter.days.iter().all(|day| day.lines.is_none())
}

fn counted(table: &Table, worth: &Worth, days: impl Iterator<Item = LocalDay> + Clone) -> Counted {
    let known = days.filter(|day| table.day(*day).total.is_some());
    Counted { some: number(known.clone().filter(|day| worth.whole(*day)).count()), all: number(known.count()) }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
