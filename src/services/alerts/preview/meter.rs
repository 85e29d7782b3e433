//! One meter of a preview.

use crate::{
    analytics::{
        detect::{self, Meter},
        holidays::Calendar,
        zone::Zone,
    },
    domain::{
        id::{BuildingId, ConsentId, UsagePointId},
        reading::{DayRollup, Reading},
        rule::{Finding, Rule, RuleKind, StoredRule, in_force},
        tariff::Contract,
        time::LocalDay,
    },
    services::alerts::{
        evaluate::{Known, STANDING},
        judge, watch,
    },
};
use chrono::TimeDelta;

/// Where something would have been raised.
pub(super) struct Named {
    pub building: BuildingId,
    pub building_name: String,
    pub meter: UsagePointId,
    pub meter_name: String,
}

/// A meter with what is stored of it.
pub(super) struct Loaded {
    pub named: Named,
    /// Key of its consumption.
    pub key: i64,
    pub zone: Zone,
    /// Today there.
    pub today: LocalDay,
    /// The latest local day with data.
    pub last: LocalDay,
    /// Every stored rule whose scope holds it.
    pub rules: Vec<StoredRule>,
    pub consent: Option<ConsentId>,
    /// The local day on which its consent ends; `None`: it lives from files.
    pub consent_ends: Option<LocalDay>,
    pub contracts: Vec<Contract>,
    pub rollups: Vec<DayRollup>,
    /// Only where the rule looks at readings.
    pub readings: Vec<Reading>,
}

/// An alert that would have been raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raised {
    pub finding: Finding,
    /// Whether people would have been told.
    pub told: bool,
}

impl Loaded {
    /// Of how many days from `first` on something is known.
    pub fn days_known(&self, first: LocalDay) -> usize {
        self.rollups.iter().filter(|rollup| rollup.day >= first).count()
    }

    /// What the typed rule and the one that counts now would have raised on the local days from the first to the last.
    pub fn raised(&self, typed: &Rule, window: (LocalDay, LocalDay)) -> [Vec<Raised>; 2] {
        let now = self.counts_now(typed.kind);
        let mut known = Known::new(self.zone, &self.rollups, &self.readings, &self.contracts);
        let mut find = |rules: &[&Rule]| self.findings(&mut known, rules, window).into_iter();
        let Some(now) = now else { return [told(typed, find(&[typed]).next().unwrap_or_default()), Vec::new()] };
        let both = if now.parameters.hours == typed.parameters.hours {
            find(&[typed, &now]).collect::<Vec<_>>()
        } else {
            find(&[typed]).chain(find(&[&now])).collect()
        };
        let mut both = both.into_iter();
        let mut next = |rule| told(rule, both.next().unwrap_or_default());
        [next(typed), next(&now)]
    }

    /// The rule that counts now, silent where another one does the telling; `None`: it is switched off.
    fn counts_now(&self, kind: RuleKind) -> Option<Rule> {
        if STANDING.contains(&kind) {
            return in_force(&self.rules, kind);
        }
        let whole_days = self.rollups.iter().filter(|rollup| rollup.is_whole()).count();
        judge::of_data(&self.rules, whole_days).into_iter().find(|rule| rule.kind == kind)
    }

    fn findings(
        &self,
        known: &mut Known<'_>,
        rules: &[&Rule],
        (first, last): (LocalDay, LocalDay),
    ) -> Vec<Vec<Finding>> {
        let Some(kind) = rules.first().map(|rule| rule.kind) else { return Vec::new() };
        if STANDING.contains(&kind) {
            return rules.iter().map(|rule| self.standing(rule, first)).collect();
        }
        let parameters: Vec<_> = rules.iter().map(|rule| &rule.parameters).collect();
        known.findings(kind, &parameters, (first, last.succ_opt().unwrap_or(last)), self.today)
    }

    /// What time would have brought about: each silence that was never filled, and the end of the present consent.
    fn standing(&self, rule: &Rule, first: LocalDay) -> Vec<Finding> {
        let Some(consent_ends) = self.consent_ends else { return Vec::new() };
        let days = || self.rollups.iter().map(|rollup| rollup.day);
        let due = self.today - TimeDelta::days(watch::DUE_AFTER_DAYS);
        // Until the day before the next one that arrived, or until now.
        let gaps = days().zip(days().skip(1).filter_map(|day| day.pred_opt()).chain([due]));
        let at = |(known, due): (LocalDay, LocalDay)| {
            let meter = Meter {
                calendar: Calendar::of(self.zone),
                days: &[],
                subscribed_watts: None,
                known_until: Some(known),
                due_until: Some(due),
                consent_ends: Some(consent_ends),
                today: self.today,
            };
            detect::findings(rule.kind, &rule.parameters, &meter, first)
        };
        match rule.kind {
            RuleKind::Silent => gaps.flat_map(at).filter(|finding| finding.seen >= first).collect(),
            _ => at((self.last, due)),
        }
    }
}

/// Which of them people would have been told of: not while one as grave was told within the cooldown.
fn told(rule: &Rule, mut found: Vec<Finding>) -> Vec<Raised> {
    found.sort_by_key(|finding| (finding.seen, finding.day));
    let silence = TimeDelta::days(i64::from(rule.cooldown_days));
    let mut raised: Vec<Raised> = Vec::with_capacity(found.len());
    for finding in found {
        let covers = |other: &&Raised| {
            other.told && other.finding.seen + silence >= finding.seen && other.finding.severity >= finding.severity
        };
        let told = !rule.channels.is_empty() && !raised.iter().rev().any(|other| covers(&other));
        raised.push(Raised { finding, told });
    }
    raised
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::anomaly::Severity;

    fn finding(number: u32, severity: Severity) -> Finding {
        let day = LocalDay::from_ymd_opt(2026, 11, number).unwrap();
        let kind = RuleKind::Peak;
        Finding { kind, day, seen: day, severity, value: 2, expected: 1, low: 0, high: 1, unit: kind.unit() }
    }

    #[test]
    fn within_the_cooldown_only_what_is_graver_is_told() {
        use Severity::{Critical, Minor};
        let rule = Rule { cooldown_days: 7, ..Rule::of(RuleKind::Peak) };
        let days = [(1, Minor), (5, Minor), (6, Critical), (8, Minor), (13, Critical), (14, Minor), (21, Minor)];
        let found: Vec<Finding> = days.map(|(day, severity)| finding(day, severity)).into();
        let of = |rule: &Rule| -> Vec<bool> { told(rule, found.clone()).iter().map(|raised| raised.told).collect() };
        assert_eq!(of(&rule), [true, false, true, false, false, true, false]);
        assert_eq!(of(&Rule { channels: [].into(), ..rule }), [false; 7]);
    }
}
