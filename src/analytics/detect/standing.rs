//! What depends on today: silence, and the end of the consent.

use super::Meter;
use crate::domain::rule::{Finding, FindingUnit, RuleKind, RuleParameters};

/// A meter of which nothing arrived for so many days that should have. It is about the first of them, so that one silence is
/// one finding that grows. Nothing is said of a meter that never sent anything: connecting it says so.
pub(super) fn silent(parameters: &RuleParameters, meter: &Meter<'_>) -> Option<Finding> {
    let (known, due) = (meter.known_until?, meter.due_until?);
    let days = (due - known).num_days();
    (days >= parameters.threshold).then_some(Finding {
        kind: RuleKind::Silent,
        day: known.succ_opt()?,
        seen: due,
        severity: parameters.severity_of(RuleKind::Silent, days),
        value: days,
        expected: 0,
        low: 0,
        high: parameters.threshold,
        unit: FindingUnit::Days,
    })
}

/// A consent that ends within so many days. It is about the day on which it ends, and stays after that day until the consent
/// is renewed or given up: the caller then names another day, or none.
pub(super) fn consent_ending(parameters: &RuleParameters, meter: &Meter<'_>) -> Option<Finding> {
    let (ends, today) = (meter.consent_ends?, meter.today);
    let days = (ends - today).num_days().max(0);
    (days <= parameters.threshold).then_some(Finding {
        kind: RuleKind::ConsentEnding,
        day: ends,
        seen: today,
        severity: parameters.severity_of(RuleKind::ConsentEnding, days),
        value: days,
        expected: parameters.threshold,
        low: 0,
        high: parameters.threshold,
        unit: FindingUnit::Days,
    })
}
