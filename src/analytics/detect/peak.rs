//! More power than subscribed.

use super::Meter;
use crate::domain::{
    rule::{Finding, FindingUnit, RuleKind, RuleParameters},
    time::LocalDay,
};

/// Findings about days from `from` on; none where no power is subscribed.
///
/// kVA are taken as kW, as meters that cut off do. The mean of an interval hides what is shorter: the true peak is not lower.
pub(super) fn of(parameters: &RuleParameters, meter: &Meter<'_>, from: LocalDay) -> Vec<Finding> {
    let Some(subscribed) = meter.subscribed_watts.filter(|watts| *watts > 0) else { return Vec::new() };
    let peaks = meter.days.iter().filter(|day| day.day >= from).filter_map(|day| Some((day.day, day.peak?.watts)));
    let allowed = i128::from(subscribed) * i128::from(parameters.threshold);
    let above = peaks.filter(|(_, watts)| i128::from(*watts) * 1_000 > allowed);
    above
        .map(|(day, watts)| Finding {
            kind: RuleKind::Peak,
            day,
            seen: day,
            severity: parameters.severity_of_ratio(watts.into(), subscribed.into()),
            value: watts,
            expected: subscribed,
            low: 0,
            high: i64::try_from(allowed / 1_000).unwrap_or(i64::MAX),
            unit: FindingUnit::Watts,
        })
        .collect()
}
