//! What was consumed and injected, in money: by local day, component and band.
//!
//! Nothing here is rounded: energy stays whole joules, money an [`Amount`]. Whoever shows a figure rounds it once, with
//! [`Amount::cents`], and figures that stand under their total with [`apportion`].
//!
//! A reading belongs to the local day of its start, as in the rollups, and so to that day's version; its bands are those
//! of the minutes that it covers.

mod amount;
mod peaks;
mod segments;
mod sums;
#[cfg(test)]
mod tests;

pub use amount::{Amount, Cents, apportion};
pub use peaks::{MeanPeak, MonthPeak, Peaks};
pub use segments::{Segment, split};
pub use sums::{Sum, by_component, by_month, total};

use super::{rollup, zone::Zone};
use crate::domain::{
    reading::Reading,
    tariff::{BandName, Colours, Power, Subscription, Tariff, Term, Version},
    time::{LocalDay, Period, PeriodKind},
};
use std::collections::BTreeMap;

/// Beyond this many seconds a reading no longer tells at which hours its energy was used.
const LONGEST_SURE: i64 = 3_600;

/// What the costs of a stretch of days follow from.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The building's.
    pub zone: Zone,
    /// Prices.
    pub tariff: &'a Tariff,
    /// Colours, for tariffs that have them. Windows across midnight also ask for the day before.
    pub colours: &'a Colours,
    /// Readings of consumption in joules that start in those days, in order, without overlaps.
    pub consumption: &'a [Reading],
    /// The operator's values of whole days, in joules.
    pub official: &'a BTreeMap<LocalDay, i64>,
    /// The same of injection.
    pub injection: &'a [Reading],
    /// Of consumption, for the twelve months up to each day. Only a capacity tariff asks.
    pub peaks: &'a Peaks,
}

/// What is paid for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Component {
    /// Consumption in a band.
    Energy(BandName),
    /// The standing charge.
    Subscription,
    /// Agreed or used power.
    Power,
    /// Injection, paid to the customer.
    Injection,
}

/// One component of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub component: Component,
    /// In joules; 0 for what does not depend on energy.
    pub joules: i64,
    /// Excluding VAT.
    pub net: Amount,
    /// The VAT on it.
    pub tax: Amount,
}

/// The cost of a local day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCost {
    /// The local day.
    pub day: LocalDay,
    /// Components that cost anything; `None`: no version counts on that day.
    pub lines: Option<Vec<Line>>,
    /// Seconds of the day of which no consumption is known; they are missing in `lines`.
    pub unknown_seconds: i64,
    /// Joules of `lines` whose band is a guess: only the day's sum is known, the reading is longer than an hour, or the
    /// day's colour is not known.
    pub estimated: i64,
    /// Whether the charge for power rests on peaks that are not all known by quarter-hours.
    pub power_uncertain: bool,
}

/// The costs of the local days `[first, end)`, in order.
///
/// A day of which only the operator's value is known, or that value is above what the readings of a part of the day add
/// up to, has the rest of it in the band without windows. A complete curve counts as it is.
#[must_use]
pub fn of_days(known: &Known<'_>, first: LocalDay, end: LocalDay) -> Vec<DayCost> {
    let by_day = |readings| rollup::by_day(known.zone, readings).collect::<BTreeMap<LocalDay, &[Reading]>>();
    let (consumption, injection) = (by_day(known.consumption), by_day(known.injection));
    let days = first.iter_days().take_while(|day| *day < end);
    days.map(|day| {
        let consumption = consumption.get(&day).copied().unwrap_or_default();
        of_day(known, day, consumption, injection.get(&day).copied().unwrap_or_default())
    })
    .collect()
}

fn of_day(known: &Known<'_>, day: LocalDay, consumption: &[Reading], injection: &[Reading]) -> DayCost {
    let used = Used::of(known, day, consumption);
    let mut cost = DayCost {
        day,
        lines: None,
        unknown_seconds: used.unknown_seconds,
        estimated: used.estimated,
        power_uncertain: false,
    };
    let Some(version) = known.tariff.on(day) else { return cost };
    let line = |component, joules, net: Amount, vat| Line { component, joules, net, tax: net.tax(vat) };
    let bands = version.bands.iter().zip(&used.by_band).filter(|(_, joules)| **joules != 0);
    let mut lines: Vec<Line> = bands
        .map(|(band, joules)| {
            let net = Amount::of_energy(*joules, band.price);
            line(Component::Energy(band.name.clone()), *joules, net, version.vat.energy)
        })
        .collect();
    lines.push(line(Component::Subscription, 0, standing(version.subscription, day), version.vat.subscription));
    if let Some(power) = version.power {
        let (net, uncertain) = of_power(power, known.peaks, day);
        lines.push(line(Component::Power, 0, net, version.vat.power));
        cost.power_uncertain = uncertain;
    }
    let injected = injection.iter().filter_map(|reading| reading.value).fold(0, i64::saturating_add);
    if let Some(price) = version.injection.filter(|_| injected != 0) {
        lines.push(line(Component::Injection, injected, -Amount::of_energy(injected, price), version.vat.injection));
    }
    cost.lines = Some(lines);
    cost
}

/// A day's share of a standing charge.
fn standing(subscription: Subscription, day: LocalDay) -> Amount {
    let days = match subscription.per {
        Term::Month => days_of(PeriodKind::Month, day),
        Term::Year => days_of(PeriodKind::Year, day),
    };
    Amount::share(subscription.price, 1, days)
}

/// A day's share of the charge for power, and whether the peaks under it are uncertain.
fn of_power(power: Power, peaks: &Peaks, day: LocalDay) -> (Amount, bool) {
    let days = days_of(PeriodKind::Year, day);
    match power {
        Power::Subscribed { kva, per_kva_and_year } => (Amount::share(per_kva_and_year, i64::from(kva), days), false),
        Power::Capacity { per_kw_and_year } => {
            let mean = peaks.mean(day);
            (Amount::share(per_kw_and_year, mean.watts, 1_000 * mean.months * days), mean.uncertain)
        }
    }
}

fn days_of(kind: PeriodKind, day: LocalDay) -> i64 {
    let period = Period::containing(kind, day);
    (period.end() - period.first).num_days()
}

/// A day's consumption, by place of the band.
struct Used {
    by_band: Vec<i64>,
    unknown_seconds: i64,
    estimated: i64,
}

impl Used {
    fn of(known: &Known<'_>, day: LocalDay, readings: &[Reading]) -> Self {
        let bounds = known.zone.bounds(day);
        let values = || readings.iter().filter_map(|reading| Some((reading, reading.value?)));
        let covered: i64 = values().map(|(of, _)| of.interval().end.min(bounds.end).0 - of.start.0).sum();
        let official = known.official.get(&day).copied();
        let unknown_seconds = if official.is_some() { 0 } else { (bounds.seconds() - covered).max(0) };
        let mut used = Self { by_band: Vec::new(), unknown_seconds, estimated: 0 };
        let Some(version) = known.tariff.on(day) else { return used };
        used.by_band = vec![0; version.bands.len()];
        used.measured(known, version, day, readings);
        let sum = used.by_band.iter().fold(0, |sum: i64, joules| sum.saturating_add(*joules));
        let rest = official.filter(|_| covered < bounds.seconds()).map_or(0, |official| official.saturating_sub(sum));
        if rest > 0 {
            used.add(version.rest(), rest, false);
        }
        used
    }

    fn measured(&mut self, known: &Known<'_>, version: &Version, day: LocalDay, readings: &[Reading]) {
        let last = readings.last().map(|reading| reading.interval().end);
        let end = last.map_or(known.zone.bounds(day).end, |last| last.max(known.zone.bounds(day).end));
        let segments = segments::until(known.zone, version, known.colours, day, end);
        for reading in readings {
            for (segment, joules) in split(reading.interval(), reading.value.unwrap_or_default(), &segments) {
                self.add(segment.held.band, joules, segment.held.sure && reading.step <= LONGEST_SURE);
            }
        }
    }

    fn add(&mut self, band: usize, joules: i64, sure: bool) {
        if let Some(sum) = self.by_band.get_mut(band) {
            *sum = sum.saturating_add(joules);
        }
        if !sure {
            self.estimated = self.estimated.saturating_add(joules);
        }
    }
}
