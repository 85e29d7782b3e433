//! What a rule finds about the days of one meter: for those who judge what has changed, and for the preview.

use crate::{
    analytics::{
        detect::{self, Day, Meter, Received},
        holidays::Calendar,
        zone::Zone,
    },
    domain::{
        reading::{DayRollup, Reading},
        rule::{Finding, RuleKind, RuleParameters},
        tariff::{Contract, Power},
        time::LocalDay,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Rules that look at readings, or at what is usual.
pub(super) const LABORIOUS: [RuleKind; 3] = [RuleKind::Unusual, RuleKind::Night, RuleKind::BaseLoad];
/// Rules that depend on today.
pub(super) const STANDING: [RuleKind; 2] = [RuleKind::Silent, RuleKind::ConsentEnding];

/// What is known of the days of a meter.
pub(super) struct Known<'a> {
    received: Received<'a>,
    contracts: &'a [Contract],
    by_hours: BTreeMap<Option<(u32, u32)>, Vec<Day>>,
}

impl<'a> Known<'a> {
    /// Of rollups and readings in order; the contracts say what power is subscribed.
    pub fn new(zone: Zone, rollups: &'a [DayRollup], readings: &'a [Reading], contracts: &'a [Contract]) -> Self {
        let received = Received { zone, rollups, readings, temperature: &[] };
        Self { received, contracts, by_hours: BTreeMap::new() }
    }

    /// What rules of one kind that look at values find, seen on the local days `[since, end)`: of each in the order of
    /// `rules`. All are held to the same hours.
    pub fn findings(
        &mut self,
        kind: RuleKind,
        rules: &[&RuleParameters],
        (since, end): (LocalDay, LocalDay),
        today: LocalDay,
    ) -> Vec<Vec<Finding>> {
        let (received, contracts) = (self.received, self.contracts);
        let hours = rules.first().and_then(|rule| rule.hours);
        let name = hours.map(|hours| (hours.from.of_day(), hours.to.of_day()));
        let days = &*self.by_hours.entry(name).or_insert_with(|| detect::days(&received, hours));
        let mut all = vec![Vec::new(); rules.len()];
        for (first, until) in stretches(contracts, kind, (since, end)) {
            let meter = Meter {
                calendar: Calendar::of(received.zone),
                days,
                subscribed_watts: subscribed(contracts, first),
                known_until: None,
                due_until: None,
                consent_ends: None,
                today,
            };
            let found = detect::findings_of_each(kind, rules, &meter, first);
            for (all, found) in all.iter_mut().zip(found) {
                all.extend(found.into_iter().filter(|finding| finding.seen < until));
            }
        }
        all
    }
}

/// The stretches of `[since, end)` over which the same power is subscribed; other rules do not ask.
fn stretches(contracts: &[Contract], kind: RuleKind, (since, end): (LocalDay, LocalDay)) -> Vec<(LocalDay, LocalDay)> {
    let mut borders = BTreeSet::from([since, end]);
    if kind == RuleKind::Peak {
        let tariffs = contracts.iter().filter_map(|contract| contract.tariff.as_ref());
        let versions = tariffs.flat_map(|(_, _, tariff)| tariff.versions().iter().map(|version| version.valid_from));
        let changes = contracts.iter().map(|contract| contract.valid_from).chain(versions);
        borders.extend(changes.filter(|day| since < *day && *day < end));
    }
    let borders: Vec<LocalDay> = borders.into_iter().collect();
    borders.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect()
}

/// The power agreed on in watts on a day.
fn subscribed(contracts: &[Contract], day: LocalDay) -> Option<i64> {
    let (_, _, tariff) = contracts.iter().rfind(|contract| contract.valid_from <= day)?.tariff.as_ref()?;
    match tariff.on(day)?.power? {
        Power::Subscribed { kva, .. } => Some(i64::from(kva) * 1_000),
        Power::Capacity { .. } => None,
    }
}
