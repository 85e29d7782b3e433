//! The load curve of one or several series on one common grid.

use crate::domain::{
    reading::Reading,
    series::Quality,
    time::{Instant, Interval},
    units::Joules,
};

/// The grid when no reading tells another: half-hours.
const DEFAULT_STEP: i64 = 1_800;

/// The coarsest grid: hours.
const LONGEST_STEP: i64 = 3_600;

/// The readings of one series and the time for which it should have any.
pub(in crate::services) struct LineReadings<'a> {
    /// In any order.
    pub readings: &'a [Reading],
    /// From the beginning of its first day to the end of the last expected one.
    pub expected: Interval,
}

/// One interval of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::services) struct Cell {
    /// The interval.
    pub interval: Interval,
    /// Sum of what is known; `None` when nothing is.
    pub value: Option<Joules>,
    /// Whether every expected series covers the interval, and at least one does.
    pub whole: bool,
    /// Whether an estimated value takes part.
    pub estimated: bool,
}

/// The common grid of some readings in seconds: the shortest that every step divides, at most an hour.
pub(in crate::services) fn common_step<'a>(readings: impl Iterator<Item = &'a Reading>) -> i64 {
    let steps: std::collections::BTreeSet<i64> = readings.map(|reading| reading.step).filter(|s| *s > 0).collect();
    match steps.into_iter().reduce(least_common_multiple) {
        Some(step) if step <= LONGEST_STEP && LONGEST_STEP % step == 0 => step,
        Some(_) => LONGEST_STEP,
        None => DEFAULT_STEP,
    }
}

fn least_common_multiple(a: i64, b: i64) -> i64 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    // Saturates far above the longest step, where the value no longer matters.
    (a / x).saturating_mul(b)
}

/// The sum of the series over `span`, cut into cells of `step` seconds from its start. A reading that is longer than a
/// cell is spread evenly; its joules are kept exactly.
pub(in crate::services) fn cells(span: Interval, step: i64, lines: &[LineReadings<'_>]) -> Vec<Cell> {
    let step = step.max(1);
    let count = usize::try_from((span.seconds() + step - 1) / step).unwrap_or_default();
    let interval = |index: usize| {
        let start = span.start.plus(i64::try_from(index).unwrap_or(i64::MAX).saturating_mul(step));
        Interval { start, end: start.plus(step).min(span.end) }
    };
    let mut cells: Vec<Cell> = (0..count)
        .map(|index| Cell { interval: interval(index), value: None, whole: true, estimated: false })
        .collect();
    let mut covering = vec![false; count];
    for line in lines {
        let mut covered = vec![0; count];
        for reading in line.readings {
            spread(reading, span.start, step, &mut cells, &mut covered);
        }
        for (index, cell) in cells.iter_mut().enumerate() {
            let full = covered[index] >= cell.interval.seconds();
            covering[index] |= full;
            cell.whole &= full || !line.expected.overlaps(cell.interval);
        }
    }
    for (cell, covering) in cells.iter_mut().zip(covering) {
        cell.whole &= covering;
    }
    cells
}

/// Adds one reading to the cells that it overlaps.
fn spread(reading: &Reading, origin: Instant, step: i64, cells: &mut [Cell], covered: &mut [i64]) {
    let (Some(value), whole) = (reading.value, reading.interval()) else { return };
    // Energy until an instant, so that the parts of a reading always add up to it.
    let until = |at: Instant| {
        let part = i128::from(value) * i128::from(at.0 - whole.start.0) / i128::from(reading.step.max(1));
        i64::try_from(part).unwrap_or(i64::MAX)
    };
    let first = usize::try_from((whole.start.0 - origin.0).div_euclid(step)).unwrap_or_default();
    for (cell, covered) in cells.iter_mut().zip(covered).skip(first) {
        if cell.interval.start >= whole.end {
            break;
        }
        if !cell.interval.overlaps(whole) {
            continue;
        }
        let (from, to) = (cell.interval.start.max(whole.start), cell.interval.end.min(whole.end));
        let part = Joules(until(to) - until(from));
        cell.value = Some(cell.value.map_or(part, |sum| sum + part));
        cell.estimated |= reading.quality == Quality::Estimated;
        *covered += to.0 - from.0;
    }
}

/// The cell of highest mean power; the first of equals.
pub(in crate::services) fn peak(cells: &[Cell]) -> Option<(Joules, Interval)> {
    let known = cells.iter().filter_map(|cell| cell.value.map(|value| (value, cell.interval)));
    // Compared as products: no rounding. Reversed, because `max_by` keeps the last of equals.
    known.rev().max_by(|(a, of_a), (b, of_b)| {
        (i128::from(a.0) * i128::from(of_b.seconds())).cmp(&(i128::from(b.0) * i128::from(of_a.seconds())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::series::Source;

    fn reading(start: i64, step: i64, value: i64) -> Reading {
        Reading { start: Instant(start), step, value: Some(value), quality: Quality::Raw, source: Source::Enedis }
    }

    fn line(readings: &[Reading]) -> LineReadings<'_> {
        LineReadings { readings, expected: Interval { start: Instant(0), end: Instant(i64::MAX) } }
    }

    fn sum(readings: &[&[Reading]], step: i64) -> Vec<Cell> {
        let lines: Vec<_> = readings.iter().map(|r| line(r)).collect();
        cells(Interval { start: Instant(0), end: Instant(3_600) }, step, &lines)
    }

    #[test]
    fn the_coarsest_common_grid() {
        let step = |steps: &[i64]| common_step(steps.iter().map(|s| reading(0, *s, 1)).collect::<Vec<_>>().iter());
        assert_eq!(step(&[]), 1_800);
        assert_eq!(step(&[900]), 900);
        assert_eq!(step(&[600, 1_800]), 1_800);
        assert_eq!(step(&[600, 900]), 1_800);
        assert_eq!(step(&[86_400]), 3_600);
        assert_eq!(step(&[1_800, 420]), 3_600);
    }

    #[test]
    fn two_series_add_up_and_one_alone_is_partial() {
        let halves = [reading(0, 1_800, 100), reading(1_800, 1_800, 200)];
        let quarters = [reading(0, 900, 10), reading(900, 900, 20), reading(1_800, 900, 40)];
        let cells = sum(&[&halves, &quarters], 1_800);
        assert_eq!(cells.iter().map(|c| c.value).collect::<Vec<_>>(), [Some(Joules(130)), Some(Joules(240))]);
        assert_eq!(cells.iter().map(|c| c.whole).collect::<Vec<_>>(), [true, false]);
        assert_eq!(peak(&cells).unwrap().0, Joules(240));
    }

    #[test]
    fn a_long_reading_is_spread_without_loss() {
        let cells = sum(&[&[reading(0, 3_600, 1_001)]], 600);
        assert_eq!(cells.len(), 6);
        assert_eq!(cells.iter().filter_map(|c| c.value).sum::<Joules>(), Joules(1_001));
        assert!(cells.iter().all(|c| c.whole));
    }

    #[test]
    fn nothing_is_not_zero() {
        let cells = sum(&[&[reading(0, 1_800, 0)]], 1_800);
        assert_eq!(cells[0].value, Some(Joules(0)));
        assert_eq!(cells[1].value, None);
        assert!(!cells[1].whole);
        assert!(sum(&[], 1_800).iter().all(|cell| !cell.whole && cell.value.is_none()));
    }
}
