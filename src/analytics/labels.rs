//! From the wall-clock labels that operators write (no offset) to instants.
//!
//! Whether a label marks the start or the end of its interval is a property of each format, so callers subtract the
//! step themselves. What is common is the clock change: in autumn a label can stand for two instants, in spring for
//! none.

use super::zone::{Wall, Zone};
use crate::domain::time::Instant;
use chrono::{Datelike, NaiveDateTime};
use std::collections::HashMap;

/// The instants of `labels`, one for each, in the same order.
///
/// A doubled label is told apart by order: its first occurrence is the earlier instant, its second the later one,
/// whether the file interleaves them (02:00, 02:00, 02:30, 02:30) or lists one hour after the other. Descending files
/// are read from their end. A doubled label that occurs once takes the instant that continues what stands before or
/// after it, at `step` seconds, and the earlier one when nothing tells. A skipped label takes the old offset.
#[must_use]
pub fn resolve(zone: Zone, labels: &[(NaiveDateTime, i64)]) -> Vec<Instant> {
    let descending = labels.first().zip(labels.last()).is_some_and(|(first, last)| first.0 > last.0);
    let mut order: Vec<usize> = (0..labels.len()).collect();
    if descending {
        order.reverse();
    }
    let mut occurrences: HashMap<NaiveDateTime, usize> = HashMap::new();
    for (label, _) in labels {
        *occurrences.entry(*label).or_default() += 1;
    }
    let mut seen: HashMap<NaiveDateTime, usize> = HashMap::new();
    let mut instants = vec![Instant::default(); labels.len()];
    for (place, &index) in order.iter().enumerate() {
        let (label, step) = labels[index];
        instants[index] = match zone.instants(label) {
            Wall::Once(at) | Wall::Skipped(at) => at,
            Wall::Twice(earlier, later) if occurrences[&label] > 1 => {
                let nth = seen.entry(label).or_default();
                *nth += 1;
                if *nth == 1 { earlier } else { later }
            }
            Wall::Twice(earlier, later) => {
                let before = place.checked_sub(1).map(|p| instants[order[p]]);
                let after = order.get(place + 1).and_then(|&next| match zone.instants(labels[next].0) {
                    Wall::Once(at) => Some((at, labels[next].1)),
                    _ => None,
                });
                let continues_before = |at: Instant| before.is_some_and(|b| b.plus(step) == at);
                let meets_after = |at: Instant| after.is_some_and(|(a, next_step)| at.plus(next_step) == a);
                if !continues_before(earlier) && (continues_before(later) || meets_after(later)) {
                    later
                } else {
                    earlier
                }
            }
        };
    }
    instants
}

/// Reads `2026-11-18 00:30:00`, with or without seconds or `T`. Only years from 1970 to 2199: others are mistakes, and
/// calendar arithmetic at the ends of time overflows.
#[must_use]
pub fn parse_wall(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text.trim(), format).ok())
        .filter(|wall| (1970..2200).contains(&wall.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::LocalDay;
    use proptest::prelude::*;

    fn wall(text: &str) -> NaiveDateTime {
        parse_wall(text).unwrap()
    }

    fn half_hours(texts: &[&str]) -> Vec<i64> {
        let labels: Vec<_> = texts.iter().map(|t| (wall(&format!("2026-10-25 {t}")), 1_800)).collect();
        let midnight = Zone::PARIS.bounds(LocalDay::from_ymd_opt(2026, 10, 25).unwrap()).start;
        resolve(Zone::PARIS, &labels).into_iter().map(|at| (at.0 - midnight.0) / 1_800).collect()
    }

    #[test]
    fn the_doubled_hour_in_blocks_interleaved_and_descending() {
        assert_eq!(half_hours(&["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]), [3, 4, 5, 6, 7, 8]);
        assert_eq!(half_hours(&["01:30", "02:00", "02:00", "02:30", "02:30", "03:00"]), [3, 4, 6, 5, 7, 8]);
        assert_eq!(half_hours(&["03:00", "02:30", "02:00", "02:30", "02:00", "01:30"]), [8, 7, 6, 5, 4, 3]);
    }

    #[test]
    fn a_single_doubled_label_joins_its_neighbours() {
        assert_eq!(half_hours(&["01:30", "02:00", "03:30"]), [3, 4, 9]);
        assert_eq!(half_hours(&["01:00", "02:30", "03:00"]), [2, 7, 8]);
        assert_eq!(half_hours(&["02:30"]), [5]);
    }

    #[test]
    fn both_spring_labels_close_the_same_interval() {
        let labels = [(wall("2026-03-29 02:00"), 1_800), (wall("2026-03-29 03:00"), 1_800)];
        let at = resolve(Zone::PARIS, &labels);
        assert_eq!(at[0], at[1]);
        assert_eq!(at[0].to_rfc3339(), "2026-03-29T01:00:00Z");
    }

    proptest! {
        /// END label → UTC → local is the identity on unambiguous labels; whole days resolve to their grid.
        #[test]
        fn whole_days_resolve_to_their_grid(offset in 0_i64..4_000, step in prop::sample::select(vec![600_i64, 900, 1_800, 3_600])) {
            let day = LocalDay::from_ymd_opt(2020, 1, 1).unwrap() + chrono::TimeDelta::days(offset);
            let bounds = Zone::PARIS.bounds(day);
            let ends: Vec<Instant> = (1..=bounds.seconds() / step).map(|n| bounds.start.plus(n * step)).collect();
            let labels: Vec<_> = ends.iter().map(|at| (Zone::PARIS.wall(*at), step)).collect();
            prop_assert_eq!(resolve(Zone::PARIS, &labels), ends.clone());
            let descending: Vec<_> = labels.iter().rev().copied().collect();
            prop_assert_eq!(resolve(Zone::PARIS, &descending), ends.into_iter().rev().collect::<Vec<_>>());
        }
    }
}
