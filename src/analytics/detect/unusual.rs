//! Days, or nights, far above what this meter uses on such a day.

use super::{
    Meter,
    day::{Day, Span},
    usual::{Point, Usual, points, usual},
};
use crate::domain::{
    rule::{Finding, FindingUnit, RuleKind, RuleParameters},
    time::LocalDay,
};

/// However calm a meter is, less than this share above usual is none of anybody's business.
const LEAST_SHARE: f64 = 0.12;
/// Meters with this deviation or more are restless: their days are far from normal, so that the bound is raised, up to the
/// factor, by the time that it reaches the second.
const RESTLESS: (f64, f64) = (0.08, 0.16);
const RAISED: f64 = 1.4;
/// No day is more regular than this.
const LEAST_DEVIATION: f64 = 0.005;

/// Findings about days from `from` on, of each of the rules.
pub(super) fn of_each(
    kind: RuleKind,
    rules: &[&RuleParameters],
    meter: &Meter<'_>,
    from: LocalDay,
    value: impl Fn(&Day) -> Option<Span>,
) -> Vec<Vec<Finding>> {
    let points = points(meter.days, value);
    let asked = points.iter().filter(|point| point.day >= from);
    let expected: Vec<(&Point, Usual)> =
        asked.filter_map(|point| Some((point, usual(meter.calendar, &points, point)?))).collect();
    let judged = |rule: &&RuleParameters| {
        expected.iter().filter_map(|(point, usual)| judge(kind, rule, point, *usual)).collect()
    };
    rules.iter().map(judged).collect()
}

/// The share above usual from which a day is a finding.
#[expect(clippy::cast_precision_loss, reason = "thousandths of a few deviations")]
fn margin(parameters: &RuleParameters, usual: Usual) -> f64 {
    let deviation = usual.deviation.max(LEAST_DEVIATION);
    let restless = ((deviation - RESTLESS.0) / (RESTLESS.1 - RESTLESS.0)).clamp(0.0, 1.0);
    let raised = 1.0 + (RAISED - 1.0) * restless;
    (parameters.threshold as f64 / 1_000.0 * deviation * raised).max(LEAST_SHARE)
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "energy of a day")]
fn judge(kind: RuleKind, parameters: &RuleParameters, point: &Point, usual: Usual) -> Option<Finding> {
    let margin = margin(parameters, usual);
    let seconds = point.seconds as f64;
    let joules = |watts: f64| (watts.max(0.0) * seconds).round() as i64;
    let (value, expected) = (joules(point.watts), joules(usual.watts));
    let high = joules(usual.watts * (1.0 + margin));
    (value > high && value - expected >= parameters.floor.0).then(|| Finding {
        kind,
        day: point.day,
        seen: point.day,
        severity: parameters.severity_of_ratio(value.into(), expected.into()),
        value,
        expected,
        low: joules(usual.watts * (1.0 - margin)),
        high,
        unit: FindingUnit::Joules,
    })
}
