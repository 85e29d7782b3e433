//! Splitting ranges of local days to what one request, or one write, may hold.

use crate::domain::time::LocalDay;
use chrono::{Days, TimeDelta};
use std::collections::BTreeSet;

/// Splits the days `[first, end)` into ranges of at most `max` days, in order, each day in exactly one. `max` 0 counts
/// as 1.
#[must_use]
pub fn split_days(first: LocalDay, end: LocalDay, max: u32) -> Vec<(LocalDay, LocalDay)> {
    let mut ranges = Vec::new();
    let mut from = first;
    while from < end {
        let to = from.checked_add_days(Days::new(u64::from(max.max(1)))).map_or(end, |to| to.min(end));
        ranges.push((from, to));
        from = to;
    }
    ranges
}

/// The ranges `[first, end)` of at most `max` days that hold all of `days`, each followed by `after` more days. Days
/// between them are in no range.
#[must_use]
pub fn ranges_of(days: &BTreeSet<LocalDay>, after: i64, max: u32) -> Vec<(LocalDay, LocalDay)> {
    let mut runs: Vec<(LocalDay, LocalDay)> = Vec::new();
    for day in days {
        let end = day.checked_add_signed(TimeDelta::days(after + 1)).unwrap_or(LocalDay::MAX);
        match runs.last_mut() {
            Some(run) if *day <= run.1 => run.1 = end,
            _ => runs.push((*day, end)),
        }
    }
    runs.into_iter().flat_map(|(first, end)| split_days(first, end, max)).collect()
}

/// The fewest ranges `[first, end)` of at most `max` days that hold all of `days`, in order. Days between them may be in
/// one, too. `max` 0 counts as 1.
#[must_use]
pub fn covering(days: &BTreeSet<LocalDay>, max: u32) -> Vec<(LocalDay, LocalDay)> {
    let mut ranges: Vec<(LocalDay, LocalDay)> = Vec::new();
    for day in days {
        let end = day.succ_opt().unwrap_or(*day);
        match ranges.last_mut() {
            Some((first, last)) if end.signed_duration_since(*first).num_days() <= i64::from(max.max(1)) => *last = end,
            _ => ranges.push((*day, end)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_day_is_in_exactly_one_range(start in 0_i64..20_000, length in 0_i64..1_200, max in 0_u32..9) {
            let first = LocalDay::default() + TimeDelta::days(start);
            let end = first + TimeDelta::days(length);
            let ranges = split_days(first, end, max);
            let covered: Vec<LocalDay> =
                ranges.iter().flat_map(|(a, b)| a.iter_days().take_while(move |day| day < b)).collect();
            let wanted: Vec<LocalDay> = first.iter_days().take_while(|day| *day < end).collect();
            prop_assert_eq!(covered, wanted);
            for (a, b) in ranges {
                prop_assert!(a < b && (b - a).num_days() <= i64::from(max.max(1)));
            }
        }

        #[test]
        fn ranges_hold_the_days_and_those_after_them(offsets in proptest::collection::btree_set(0_i64..300, 0..20)) {
            let first = LocalDay::default();
            let days: BTreeSet<LocalDay> = offsets.iter().map(|n| first + TimeDelta::days(*n)).collect();
            let wanted: BTreeSet<LocalDay> = days.iter().flat_map(|day| day.iter_days().take(4)).collect();
            let ranges = ranges_of(&days, 3, 10);
            let held: Vec<LocalDay> =
                ranges.iter().flat_map(|(a, b)| a.iter_days().take_while(move |day| day < b)).collect();
            prop_assert_eq!(held, wanted.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn few_ranges_hold_every_day(offsets in proptest::collection::btree_set(0_i64..90, 0..40), max in 0_u32..9) {
            let days: BTreeSet<LocalDay> = offsets.iter().map(|n| LocalDay::default() + TimeDelta::days(*n)).collect();
            let ranges = covering(&days, max);
            let within = |day: &LocalDay| ranges.iter().filter(|(first, end)| first <= day && day < end).count();
            prop_assert!(days.iter().all(|day| within(day) == 1));
            for (first, end) in &ranges {
                prop_assert!((*end - *first).num_days() <= i64::from(max.max(1)) && days.contains(first));
            }
            for pair in ranges.windows(2) {
                prop_assert!((pair[1].0 - pair[0].0).num_days() >= i64::from(max.max(1)), "two would fit into one");
            }
        }
    }
}
