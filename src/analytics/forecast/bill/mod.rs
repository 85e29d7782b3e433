//! What a period will cost: what is known, and the energy to come at the price of the last days.

#[cfg(test)]
mod tests;

use super::Forecast;
use crate::{
    analytics::cost::{Amount, Component, DayCost, Sum, total},
    domain::{time::LocalDay, units::Joules},
};
use std::collections::BTreeMap;
use thiserror::Error;

/// The price of energy to come is the mean of so many known days.
const PRICED_DAYS: usize = 28;

/// The cost of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Of the known days of the period.
    pub known: Sum,
    /// Of the whole period.
    pub expected: Sum,
    /// At the low end of the energy's band…
    pub low: Sum,
    /// …and at the high end.
    pub high: Sum,
}

/// Why there is no expected cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoBill {
    /// No version of the tariff counts on a day of the period.
    #[error("no price on {day}")]
    NoPrice {
        /// The first such local day.
        day: LocalDay,
    },
    /// No known day with a price and with any energy to take a mean of.
    #[error("no known day has a price")]
    NothingPriced,
}

/// The expected cost of a forecast's period.
///
/// `costs` are [`of_days`](crate::analytics::cost::of_days) from at least 28 days before today, where there are such, to the
/// end of the period, in order: days to come have their standing charges there. The energy to come costs the mean price of the last
/// 28 known days, of all bands together; injection goes on as in the mean of them.
///
/// # Errors
/// [`NoBill`] says why there is none.
pub fn bill(forecast: &Forecast, costs: &[DayCost]) -> Result<Bill, NoBill> {
    let by_day: BTreeMap<LocalDay, &DayCost> = costs.iter().map(|cost| (cost.day, cost)).collect();
    let (mut known, mut standing, mut days) = (Sum::default(), Sum::default(), 0);
    for day in &forecast.days {
        let cost = by_day.get(&day.day).filter(|cost| cost.lines.is_some()).ok_or(NoBill::NoPrice { day: day.day })?;
        if day.known {
            known += total(std::slice::from_ref(*cost));
        } else {
            standing += of(cost, is_standing);
            days += 1;
        }
    }
    let mut bill = Bill { known, expected: known, low: known, high: known };
    if days == 0 {
        return Ok(bill);
    }
    let is_whole = |cost: &&DayCost| cost.unknown_seconds == 0 && cost.lines.is_some();
    let last: Vec<&DayCost> = costs.iter().rev().filter(is_whole).take(PRICED_DAYS).collect();
    let sum = |which: fn(&Component) -> bool| {
        last.iter().fold(Sum::default(), |mut sum, cost| {
            sum += of(cost, which);
            sum
        })
    };
    let energy = sum(|component| matches!(component, Component::Energy(_)));
    if energy.joules <= 0 {
        return Err(NoBill::NothingPriced);
    }
    let injected = sum(|component| *component == Component::Injection);
    let count = i64::try_from(last.len()).unwrap_or(i64::MAX);
    let at = |joules: Joules| {
        let rest = (joules - forecast.known).0.max(0);
        let mut sum = known;
        sum += standing;
        sum += Sum { joules: rest, ..shared(energy, rest, energy.joules) };
        sum += Sum { joules: 0, ..shared(injected, days, count) };
        sum
    };
    (bill.expected, bill.low, bill.high) = (at(forecast.expected), at(forecast.low), at(forecast.high));
    Ok(bill)
}

fn is_standing(component: &Component) -> bool {
    matches!(component, Component::Subscription | Component::Power)
}

/// Some components of a day.
fn of(cost: &DayCost, which: impl Fn(&Component) -> bool) -> Sum {
    cost.lines.iter().flatten().filter(|line| which(&line.component)).fold(Sum::default(), |mut sum, line| {
        sum += Sum { joules: line.joules, net: line.net, tax: line.tax };
        sum
    })
}

fn shared(sum: Sum, times: i64, over: i64) -> Sum {
    let part = |amount: Amount| amount.times(times, over);
    Sum { joules: 0, net: part(sum.net), tax: part(sum.tax) }
}
