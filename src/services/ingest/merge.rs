//! What is stored, what arrives, and which of them stays. Pure: the same code previews and writes.
//!
//! Neither side overlaps itself, and neither does the result. Where both know exactly the same interval, quality decides
//! and only the same source corrects itself. Where their grids differ, connected stretches are taken as a whole from one
//! side: parts of two grids added up would count energy twice or lose some.

use crate::domain::{
    reading::Reading,
    series::Quality,
    time::{Instant, Interval},
};

/// What arrives against what is stored.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// To write: new, or in place of what has the same start.
    pub put: Vec<Reading>,
    /// Starts of stored rows that give way.
    pub removed: Vec<Instant>,
    /// How many of the arriving readings are new,
    pub new: u32,
    /// are stored already with the same value,
    pub same: u32,
    /// replace something,
    pub replaced: u32,
    /// or give way to what is stored.
    pub kept: u32,
}

/// Compares the result of [`resolve`] with what is stored. Both sides in order.
pub fn merge(stored: &[Reading], incoming: &[Reading]) -> Merged {
    let result = resolve(stored, incoming);
    let find = |side: &[Reading], start: Instant| {
        side.binary_search_by_key(&start, |r| r.start).ok().and_then(|at| side.get(at)).copied()
    };
    let mut merged = Merged::default();
    for reading in incoming {
        let before = find(stored, reading.start);
        if find(&result, reading.start) == Some(*reading) && before != Some(*reading) {
            merged.put.push(*reading);
            let free = stored.partition_point(|old| old.interval().end <= reading.start);
            let replaces = stored.get(free).is_some_and(|old| old.interval().overlaps(reading.interval()));
            *if replaces { &mut merged.replaced } else { &mut merged.new } += 1;
        } else if before.is_some_and(|old| (old.step, old.value) == (reading.step, reading.value)) {
            merged.same += 1;
        } else {
            merged.kept += 1;
        }
    }
    merged.removed = stored.iter().filter(|old| find(&result, old.start).is_none()).map(|old| old.start).collect();
    merged
}

/// Everything known after `incoming` arrived: values first, then "no value" where no value is known.
pub fn resolve(stored: &[Reading], incoming: &[Reading]) -> Vec<Reading> {
    let values = |side: &[Reading]| side.iter().copied().filter(|r| r.value.is_some()).collect::<Vec<_>>();
    let mut known = join(&values(stored), &values(incoming));
    let nulls = |side: &[Reading]| {
        let free = |r: &Reading| {
            let after = known.partition_point(|k| k.interval().end <= r.start);
            known.get(after).is_none_or(|k| !k.interval().overlaps(r.interval()))
        };
        side.iter().copied().filter(|r| r.value.is_none() && free(r)).collect::<Vec<_>>()
    };
    let nulls = join(&nulls(stored), &nulls(incoming));
    known.extend(nulls);
    known.sort_unstable_by_key(|r| r.start);
    known
}

/// Joins two sides stretch by stretch: a stretch is what is connected by overlaps.
fn join(stored: &[Reading], incoming: &[Reading]) -> Vec<Reading> {
    let (mut stored, mut incoming) = (stored, incoming);
    let mut result = Vec::with_capacity(stored.len().max(incoming.len()));
    while let Some(first) = [stored.first(), incoming.first()].into_iter().flatten().min_by_key(|r| r.start) {
        let mut end = first.interval().end;
        let (mut olds, mut news) = (0, 0);
        loop {
            let old = stored.get(olds).filter(|r| r.start < end);
            let new = incoming.get(news).filter(|r| r.start < end);
            let Some(next) = old.or(new) else { break };
            end = end.max(next.interval().end);
            *if old.is_some() { &mut olds } else { &mut news } += 1;
        }
        let (old, new);
        (old, stored) = stored.split_at(olds);
        (new, incoming) = incoming.split_at(news);
        result.extend_from_slice(if gives_way(old, new) { new } else { old });
    }
    result
}

/// Whether the stored rows of a stretch give way to those that arrive.
fn gives_way(old: &[Reading], new: &[Reading]) -> bool {
    match (old, new) {
        ([], _) => true,
        (_, []) => false,
        ([old], [new]) if old.interval() == new.interval() => {
            new.quality > old.quality
                || (new.quality == old.quality && new.source == old.source && new.value != old.value)
        }
        _ => {
            let (before, now) = (Side::of(old), Side::of(new));
            let better = now.lowest > before.lowest || now.highest > before.highest;
            // The worst that arrives must be as good as the best that it would replace.
            covers(new, old) && now.lowest >= before.highest && (better || now.longest_step < before.longest_step)
        }
    }
}

/// One side of a stretch, as far as it matters which one stays.
struct Side {
    lowest: Option<Quality>,
    highest: Option<Quality>,
    longest_step: Option<i64>,
}

impl Side {
    fn of(side: &[Reading]) -> Self {
        let qualities = || side.iter().map(|reading| reading.quality);
        Self {
            lowest: qualities().min(),
            highest: qualities().max(),
            longest_step: side.iter().map(|reading| reading.step).max(),
        }
    }
}

/// Whether `new` covers every instant of `old`.
fn covers(new: &[Reading], old: &[Reading]) -> bool {
    let mut runs: Vec<Interval> = Vec::new();
    for interval in new.iter().map(Reading::interval) {
        match runs.last_mut() {
            Some(run) if run.end == interval.start => run.end = interval.end,
            _ => runs.push(interval),
        }
    }
    old.iter().map(Reading::interval).all(|old| {
        let after = runs.partition_point(|run| run.end < old.end);
        runs.get(after).is_some_and(|run| run.start <= old.start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::series::Source;

    fn row(start: i64, step: i64, value: i64, quality: Quality) -> Reading {
        Reading { start: Instant(start), step, value: Some(value), quality, source: Source::Enedis }
    }

    fn null(start: i64, step: i64) -> Reading {
        Reading { value: None, quality: Quality::Missing, ..row(start, step, 0, Quality::Raw) }
    }

    const HALVES: fn(Quality) -> [Reading; 2] = |q| [row(0, 1_800, 1, q), row(1_800, 1_800, 2, q)];

    #[test]
    fn quality_decides_and_only_the_same_source_corrects_itself() {
        let stored = [row(0, 1_800, 5, Quality::Raw)];
        let outcome = |new: Reading| merge(&stored, &[new]).replaced;
        assert_eq!(outcome(row(0, 1_800, 5, Quality::Validated)), 1);
        assert_eq!(outcome(row(0, 1_800, 6, Quality::Raw)), 1);
        assert_eq!(outcome(row(0, 1_800, 6, Quality::Estimated)), 0);
        assert_eq!(outcome(Reading { source: Source::EnedisFile, ..row(0, 1_800, 6, Quality::Raw) }), 0);
        assert_eq!(outcome(null(0, 1_800)), 0);
        assert_eq!(merge(&stored, &stored), Merged { same: 1, ..Merged::default() });
        assert_eq!(merge(&[null(0, 1_800)], &stored).replaced, 1);
    }

    #[test]
    fn a_finer_grid_that_covers_wins_in_either_order() {
        let (hour, halves) = ([row(0, 3_600, 3, Quality::Raw)], HALVES(Quality::Raw));
        assert_eq!(resolve(&hour, &halves), halves);
        assert_eq!(resolve(&halves, &hour), halves);
        let merged = merge(&hour, &halves);
        assert_eq!(
            (merged.put.len(), merged.removed.len(), merged.replaced),
            (2, 0, 2),
            "same start: replaced in place"
        );
    }

    #[test]
    fn a_better_grid_wins_in_either_order() {
        let (hour, halves) = ([row(0, 3_600, 3, Quality::Validated)], HALVES(Quality::Raw));
        assert_eq!(resolve(&hour, &halves), hour);
        assert_eq!(resolve(&halves, &hour), hour);
        assert_eq!(merge(&halves, &hour).removed, [Instant(1_800)]);
    }

    #[test]
    fn half_of_an_hour_replaces_nothing() {
        let hour = [row(0, 3_600, 3, Quality::Raw)];
        let half = [row(1_800, 1_800, 9, Quality::Corrected)];
        assert_eq!(merge(&hour, &half), Merged { kept: 1, ..Merged::default() });
    }

    #[test]
    fn stretches_are_decided_one_by_one() {
        let stored = [row(0, 3_600, 3, Quality::Raw), row(3_600, 3_600, 4, Quality::Raw)];
        let incoming = [HALVES(Quality::Raw)[0], HALVES(Quality::Raw)[1], row(5_400, 1_800, 1, Quality::Raw)];
        let result = resolve(&stored, &incoming);
        assert_eq!(result.iter().map(|r| r.step).collect::<Vec<_>>(), [1_800, 1_800, 3_600]);
    }

    #[test]
    fn no_value_gives_way_to_a_value_of_any_grid() {
        let value = [row(1_800, 1_800, 7, Quality::Estimated)];
        assert_eq!(resolve(&[null(0, 3_600)], &value), value);
        assert_eq!(resolve(&value, &[null(0, 3_600)]), value);
        assert_eq!(resolve(&value, &[null(0, 1_800)]), [null(0, 1_800), value[0]]);
    }
}
