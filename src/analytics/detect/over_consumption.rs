//! The rule of the specification: a day far above the mean of the seven whole days before it.

use super::Meter;
use crate::domain::{
    anomaly::{BASELINE_DAYS, BASELINE_LOOKBACK_DAYS},
    rule::{Finding, FindingUnit, RuleKind, RuleParameters},
    time::LocalDay,
    units::Joules,
};
use chrono::TimeDelta;

/// Findings about days from `from` on.
pub(super) fn of(parameters: &RuleParameters, meter: &Meter<'_>, from: LocalDay) -> Vec<Finding> {
    let whole = meter.days.iter().filter_map(|day| Some((day.day, day.total?.joules)));
    let mut found = over_consumption(parameters, &whole.collect::<Vec<_>>());
    found.retain(|finding| finding.day >= from);
    found
}

/// The findings among whole local days in order.
///
/// A day is compared with the seven whole days before it, itself excluded, which may reach back 28 calendar days. With
/// fewer there is no verdict. Integers only, so the borders are exact.
#[must_use]
pub fn over_consumption(parameters: &RuleParameters, whole: &[(LocalDay, Joules)]) -> Vec<Finding> {
    whole.windows(BASELINE_DAYS + 1).filter_map(|window| judge(parameters, window)).collect()
}

fn judge(parameters: &RuleParameters, window: &[(LocalDay, Joules)]) -> Option<Finding> {
    let ((day, value), before) = window.split_last()?;
    let oldest = day.checked_sub_signed(TimeDelta::days(BASELINE_LOOKBACK_DAYS))?;
    if before.first()?.0 < oldest {
        return None;
    }
    let count = i64::try_from(before.len()).ok()?;
    let sum = before.iter().map(|(_, total)| *total).sum::<Joules>().0;
    // The mean is a fraction: both sides times the number of days.
    let (of_days, of_mean) = (i128::from(value.0) * i128::from(count), i128::from(sum));
    let above = of_days * 1_000 > of_mean * i128::from(parameters.threshold);
    let enough = of_days - of_mean >= i128::from(parameters.floor.0) * i128::from(count);
    (sum > 0 && above && enough).then(|| Finding {
        kind: RuleKind::OverConsumption,
        day: *day,
        seen: *day,
        severity: parameters.severity_of_ratio(of_days, of_mean),
        value: value.0,
        expected: sum / count,
        low: 0,
        high: i64::try_from(of_mean * i128::from(parameters.threshold) / (1_000 * i128::from(count)))
            .unwrap_or(i64::MAX),
        unit: FindingUnit::Joules,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::anomaly::Severity;

    fn days(kwh: &[i64]) -> Vec<(LocalDay, Joules)> {
        let first = LocalDay::from_ymd_opt(2026, 11, 1).unwrap();
        first.iter_days().zip(kwh).map(|(day, kwh)| (day, Joules(kwh * 3_600_000))).collect()
    }

    fn found(whole: &[(LocalDay, Joules)]) -> Vec<Finding> {
        over_consumption(&RuleKind::OverConsumption.defaults(), whole)
    }

    #[test]
    fn the_day_itself_is_not_in_its_mean() {
        let [only] = found(&days(&[10, 10, 10, 10, 10, 10, 10, 21, 10]))[..] else { panic!("one finding") };
        assert_eq!((only.severity, only.expected), (Severity::Critical, 36_000_000));
    }

    #[test]
    fn six_days_or_old_days_give_no_verdict() {
        assert_eq!(found(&days(&[10, 10, 10, 10, 10, 10, 30])), []);
        let mut gap = days(&[10, 10, 10, 10, 10, 10, 10, 30]);
        gap[7].0 = gap[0].0 + TimeDelta::days(28);
        assert_eq!(found(&gap).len(), 1);
        gap[7].0 = gap[0].0 + TimeDelta::days(29);
        assert_eq!(found(&gap), []);
    }

    #[test]
    fn below_the_floor_nobody_is_woken() {
        assert_eq!(found(&days(&[1, 1, 1, 1, 1, 1, 1, 2])), []);
        assert_eq!(found(&days(&[1, 1, 1, 1, 1, 1, 1, 3])).len(), 1);
    }
}
