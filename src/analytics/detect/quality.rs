//! More days than before are missing, incomplete or estimated.

use super::{Meter, day::DayState};
use crate::domain::{
    rule::{Finding, FindingUnit, RuleKind, RuleParameters},
    time::LocalDay,
};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// The days that are looked at, and those before them that they are compared with.
const DAYS: i64 = 30;
const BEFORE_DAYS: i64 = 60;
/// With fewer days before, all of them from the meter's first day on, there is no verdict.
const LEAST_BEFORE: i64 = 30;

/// Findings about days from `from` on: those on which the share came to be above the threshold.
pub(super) fn of(parameters: &RuleParameters, meter: &Meter<'_>, from: LocalDay) -> Vec<Finding> {
    let (Some(first), Some(last)) = (meter.days.first(), meter.days.last()) else { return Vec::new() };
    let sure = meter.days.iter().filter(|day| day.state == DayState::Sure).map(|day| day.day).collect();
    let known = Known { first: first.day, sure };
    let days = from.iter_days().take_while(|day| *day <= last.day);
    days.filter_map(|day| {
        let now = known.drop(parameters, day)?;
        let yesterday = day.pred_opt().and_then(|before| known.drop(parameters, before));
        yesterday.is_none().then_some(now)
    })
    .collect()
}

struct Known {
    first: LocalDay,
    sure: BTreeSet<LocalDay>,
}

impl Known {
    /// The finding of a day, whatever the day before it was like.
    fn drop(&self, parameters: &RuleParameters, day: LocalDay) -> Option<Finding> {
        let begin = day.checked_sub_signed(TimeDelta::days(DAYS - 1))?;
        let before = begin.checked_sub_signed(TimeDelta::days(BEFORE_DAYS))?.max(self.first);
        let days_before = (begin - before).num_days();
        if days_before < LEAST_BEFORE {
            return None;
        }
        let bad = |from: LocalDay, days: i64| {
            let end = from + TimeDelta::days(days);
            let sure = i64::try_from(self.sure.range(from..end).count()).unwrap_or(days);
            (days - sure) * 1_000 / days
        };
        let (value, expected) = (bad(begin, DAYS), bad(before, days_before));
        let high = expected + parameters.threshold;
        (value >= high).then(|| Finding {
            kind: RuleKind::QualityDrop,
            day,
            seen: day,
            severity: parameters.severity_of(RuleKind::QualityDrop, value),
            value,
            expected,
            low: 0,
            high,
            unit: FindingUnit::PerMille,
        })
    }
}
