//! Walks through a long batch in windows, so that memory holds a window of what is stored and never all of it.

use super::merge::{Merged, merge};
use crate::domain::{reading::Reading, time::Interval};

/// Readings of a window: a meter's quarter of a year of half-hours.
const WINDOW: usize = 4_500;

/// What is left of a batch without overlaps, in order.
pub struct Windows<'a> {
    rest: &'a [Reading],
    take: usize,
}

impl<'a> Windows<'a> {
    /// From the first reading on.
    pub fn over(batch: &'a [Reading]) -> Self {
        Self { rest: batch, take: WINDOW }
    }

    /// The instants of which the stored readings are needed next; `None` at the end.
    pub fn next(&self) -> Option<Interval> {
        let last = self.rest.get(self.take.min(self.rest.len()).checked_sub(1)?)?;
        Some(Interval { start: self.rest.first()?.start, end: last.interval().end })
    }

    /// Merges the window with what is `stored` there. No stretch of overlaps is cut in two: the window ends earlier
    /// where a stored reading lies across its end, and when it lies so at every start it grows (`None`: ask again).
    pub fn merge(&mut self, stored: &[Reading]) -> Option<Merged> {
        let whole = self.rest.len() <= self.take;
        let end = if whole { self.rest.len() } else { (1..=self.take).rev().find(|at| self.is_free(*at, stored))? };
        let (window, rest) = self.rest.split_at(end);
        let reach = window.last().map(|last| last.interval().end)?;
        let of_window = stored.partition_point(|old| old.start < reach);
        let merged = merge(stored.split_at(of_window).0, window);
        (self.rest, self.take) = (rest, WINDOW);
        Some(merged)
    }

    /// Asks for a window of twice the size after [`Windows::merge`] found no place to cut.
    pub fn grow(&mut self) {
        self.take = self.take.saturating_mul(2);
    }

    fn is_free(&self, at: usize, stored: &[Reading]) -> bool {
        let Some(cut) = self.rest.get(at).map(|reading| reading.start) else { return true };
        let after = stored.partition_point(|old| old.interval().end <= cut);
        stored.get(after).is_none_or(|old| old.start >= cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        series::{Quality, Source},
        time::Instant,
    };

    fn grid(first: i64, step: i64, count: usize) -> Vec<Reading> {
        let row = |start| Reading { start, step, value: Some(1), quality: Quality::Raw, source: Source::Enedis };
        (0..count).map(|i| row(Instant(first + step * i64::try_from(i).unwrap()))).collect()
    }

    fn put_by_windows(stored: &[Reading], batch: &[Reading]) -> usize {
        let (mut windows, mut put) = (Windows::over(batch), 0);
        while let Some(span) = windows.next() {
            let loaded: Vec<Reading> = stored.iter().copied().filter(|r| r.interval().overlaps(span)).collect();
            match windows.merge(&loaded) {
                Some(merged) => put += merged.put.len(),
                None => windows.grow(),
            }
        }
        put
    }

    #[test]
    fn windows_decide_as_one_merge_would() {
        let batch = grid(0, 1_800, 3 * WINDOW + 1);
        for (first, step) in [(0, 3_600), (900, 1_800), (-600, 2_400), (0, 86_400)] {
            let stored = grid(first, step, 2 * WINDOW);
            assert_eq!(put_by_windows(&stored, &batch), merge(&stored, &batch).put.len(), "{first} {step}");
        }
        assert_eq!(put_by_windows(&[], &batch), batch.len());
    }
}
