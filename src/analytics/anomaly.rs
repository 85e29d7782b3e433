//! Finding days of over-consumption: pure, over the totals of whole local days.

use crate::domain::{
    anomaly::{Anomaly, BASELINE_DAYS, BASELINE_LOOKBACK_DAYS, FLOOR, Severity},
    time::LocalDay,
    units::Joules,
};
use chrono::TimeDelta;

/// The anomalies among `whole`, the whole local days in order with their totals.
///
/// A day is compared with the seven whole days before it, itself excluded, which may reach back 28 calendar days. With
/// fewer there is no verdict. Differences below the floor are never one.
#[must_use]
pub fn over_consumption(whole: &[(LocalDay, Joules)]) -> Vec<Anomaly> {
    whole.windows(BASELINE_DAYS + 1).filter_map(judge).collect()
}

fn judge(window: &[(LocalDay, Joules)]) -> Option<Anomaly> {
    let ((day, value), before) = window.split_last()?;
    let oldest = day.checked_sub_signed(TimeDelta::days(BASELINE_LOOKBACK_DAYS))?;
    if before.first()?.0 < oldest {
        return None;
    }
    let count = i64::try_from(before.len()).ok()?;
    let sum: Joules = before.iter().map(|(_, total)| *total).sum();
    let severity = Severity::of(*value, sum, count)?;
    // The mean is a fraction: both sides times the number of days.
    let difference = i128::from(value.0) * i128::from(count) - i128::from(sum.0);
    (difference >= i128::from(FLOOR.0) * i128::from(count)).then_some(Anomaly {
        day: *day,
        severity,
        value: *value,
        mean: Joules(sum.0 / count),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
