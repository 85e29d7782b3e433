//! Days of over-consumption as they are stored: the rule of the specification with its own numbers.

use super::detect;
use crate::domain::{anomaly::Anomaly, rule::RuleKind, time::LocalDay, units::Joules};

/// The anomalies among `whole`, the whole local days in order with their totals.
#[must_use]
pub fn over_consumption(whole: &[(LocalDay, Joules)]) -> Vec<Anomaly> {
    let found = detect::over_consumption(&RuleKind::OverConsumption.defaults(), whole).into_iter();
    found
        .map(|of| Anomaly { day: of.day, severity: of.severity, value: Joules(of.value), mean: Joules(of.expected) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::anomaly::Severity;
    use chrono::TimeDelta;

    fn days(kwh: &[i64]) -> Vec<(LocalDay, Joules)> {
        let first = LocalDay::from_ymd_opt(2026, 11, 1).unwrap();
        first.iter_days().zip(kwh).map(|(day, kwh)| (day, Joules(kwh * 3_600_000))).collect()
    }

    #[test]
    fn the_day_itself_is_not_in_its_mean() {
        let found = over_consumption(&days(&[10, 10, 10, 10, 10, 10, 10, 21, 10]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].severity, found[0].mean), (Severity::Critical, Joules(36_000_000)));
    }

    #[test]
    fn six_days_or_old_days_give_no_verdict() {
        assert_eq!(over_consumption(&days(&[10, 10, 10, 10, 10, 10, 30])), []);
        let mut gap = days(&[10, 10, 10, 10, 10, 10, 10, 30]);
        gap[7].0 = gap[0].0 + TimeDelta::days(28);
        assert_eq!(over_consumption(&gap).len(), 1);
        gap[7].0 = gap[0].0 + TimeDelta::days(29);
        assert_eq!(over_consumption(&gap), []);
    }

    #[test]
    fn below_the_floor_nobody_is_woken() {
        assert_eq!(over_consumption(&days(&[1, 1, 1, 1, 1, 1, 1, 2])), []);
        assert_eq!(over_consumption(&days(&[1, 1, 1, 1, 1, 1, 1, 3])).len(), 1);
    }
}
