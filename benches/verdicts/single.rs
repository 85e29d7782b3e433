//! Faults of a single day, judged by the specified rule, by ours, and by somebody who knows.

use super::years::{Meter, faults::single_days};
use super::{Ceiling, Stretch, Tally, days, known};
use std::collections::{BTreeMap, BTreeSet};
use syndiwatt::{
    analytics::detect::{Day, findings},
    domain::{anomaly::FLOOR, rule::RuleKind, time::LocalDay, units::Joules},
};

/// How often each is right about a meter's single-day faults.
#[derive(Clone, Debug, Default)]
pub struct Single {
    /// The rule of the specification.
    pub specified: Tally,
    /// `unusual`.
    pub ours: Tally,
    /// The most that is possible.
    pub ceiling: Ceiling,
    /// Faults below the floor of the specification, which nobody is asked to find.
    pub small: u32,
}

impl Single {
    /// The same of another meter.
    pub fn add(&mut self, other: &Self) {
        self.specified += other.specified;
        self.ours += other.ours;
        self.ceiling.add(&other.ceiling);
        self.small += other.small;
    }
}

/// Puts single-day faults into a meter's year and judges it.
#[expect(clippy::cast_precision_loss, reason = "energy of a day")]
pub fn single(meter: Meter, stretch: &Stretch) -> Single {
    let mut year = stretch.year(meter);
    let clean = totals(&days(&year, None));
    let faults = single_days(&mut year, stretch.from);
    let days = days(&year, None);
    let found = |kind: RuleKind| -> BTreeSet<LocalDay> {
        let found = findings(kind, &kind.defaults(), &known(&year, &days, stretch), stretch.from);
        found.into_iter().map(|finding| finding.day).collect()
    };
    let (specified, ours) = (found(RuleKind::OverConsumption), found(RuleKind::Unusual));
    let mut verdict = Single::default();
    verdict.ceiling.months(stretch.months());
    (verdict.specified.months, verdict.ours.months) = (stretch.months(), stretch.months());
    for (day, total) in totals(&days).range(stretch.from..) {
        let fault = faults.get(day).copied();
        let extra = Joules(total - clean.get(day).copied().unwrap_or_default());
        if fault.is_some() && extra < FLOOR {
            verdict.small += 1;
            continue;
        }
        let expected = year.expected.get(day).copied().unwrap_or_default();
        verdict.ceiling.day(fault, (*total as f64 / expected - 1.0) / meter.whole_deviation());
        for (tally, found) in [(&mut verdict.specified, &specified), (&mut verdict.ours, &ours)] {
            match fault {
                Some(severity) => tally.fault(severity, found.contains(day)),
                None => tally.wrong += u32::from(found.contains(day)),
            }
        }
    }
    verdict
}

fn totals(days: &[Day]) -> BTreeMap<LocalDay, i64> {
    days.iter().filter_map(|day| Some((day.day, day.total?.joules.0))).collect()
}
