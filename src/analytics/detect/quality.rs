//! More days than before are missing, incomplete or estimated.

use super::{Day, Meter, day::DayState};
use crate::domain::{
    rule::{Finding, FindingUnit, RuleKind, RuleParameters},
    time::LocalDay,
};
use chrono::TimeDelta;

/// The days that are looked at, and those before them that they are compared with.
const DAYS: i64 = 30;
const BEFORE_DAYS: i64 = 60;
/// With fewer days before, all of them from the meter's first day on, there is no verdict.
const LEAST_BEFORE: i64 = 30;

/// Findings about days from `from` on: those on which the share came to be above the threshold.
pub(super) fn of(parameters: &RuleParameters, meter: &Meter<'_>, from: LocalDay) -> Vec<Finding> {
    let (Some(first), Some(last)) = (meter.days.first(), meter.days.last()) else { return Vec::new() };
    let known = Known::new(first.day, last.day, meter.days);
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
    /// How many of the days from the first one on are sure, after each of them.
    sure: Vec<i64>,
}

impl Known {
    fn new(first: LocalDay, last: LocalDay, days: &[Day]) -> Self {
        let length = usize::try_from((last - first).num_days() + 1).unwrap_or_default();
        let mut sure = vec![0; length];
        for day in days.iter().filter(|day| day.state == DayState::Sure) {
            let place = usize::try_from((day.day - first).num_days()).ok();
            if let Some(slot) = place.and_then(|place| sure.get_mut(place)) {
                *slot = 1;
            }
        }
        let mut count = 0;
        for slot in &mut sure {
            count += *slot;
            *slot = count;
        }
        Self { first, sure }
    }

    /// Sure days before `end`.
    fn until(&self, end: LocalDay) -> i64 {
        let days = usize::try_from((end - self.first).num_days()).unwrap_or_default().min(self.sure.len());
        days.checked_sub(1).and_then(|place| self.sure.get(place)).copied().unwrap_or_default()
    }

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
            (days - self.until(end) + self.until(from)) * 1_000 / days
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
