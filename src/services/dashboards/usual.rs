//! What is usual at each time of a day: between the 10th and the 90th percentile of the days of the same kind, working
//! day or weekend, in the six weeks before.

use super::{charts, table::Table};
use crate::{
    domain::{reading::Reading, time::LocalDay, units::Joules},
    views::building::{Slot, Usual},
};
use chrono::{Datelike, Days, Weekday};
use std::collections::HashMap;

/// How far back "usual" looks.
pub(super) const DAYS_BACK: u64 = 42;

/// With fewer known days a range would be chance.
const LEAST_DAYS: usize = 5;

/// Lower and upper percentile.
const RANGE: (usize, usize) = (10, 90);

/// Puts the usual range into the slots of `day`, whose grid is `step` seconds. `of` holds the readings since
/// [`DAYS_BACK`] days before.
pub(super) fn mark(slots: &mut [Slot], table: &Table, of: &HashMap<i64, Vec<Reading>>, day: LocalDay, step: i64) {
    let mut known: HashMap<(u32, u32), Vec<Joules>> = HashMap::new();
    let before = (1..=DAYS_BACK).filter_map(|back| day.checked_sub_days(Days::new(back)));
    for other in before.filter(|other| is_weekend(*other) == is_weekend(day)) {
        for cell in charts::summed(table, of, std::iter::once(other), step) {
            if let Some(value) = cell.value.filter(|_| cell.whole) {
                let start = table.zone.wall_time(cell.interval.start);
                known.entry((start.hour, start.minute)).or_default().push(value);
            }
        }
    }
    known.values_mut().for_each(|values| values.sort_unstable());
    for slot in slots {
        slot.usual = known.get(&(slot.start.hour, slot.start.minute)).and_then(|values| range(values));
    }
}

fn is_weekend(day: LocalDay) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The range of sorted values; `None` for too few.
fn range(sorted: &[Joules]) -> Option<Usual> {
    let (low, high) = RANGE;
    (sorted.len() >= LEAST_DAYS).then_some(Usual { low: percentile(sorted, low)?, high: percentile(sorted, high)? })
}

/// Linear between the two nearest ranks.
fn percentile(sorted: &[Joules], percent: usize) -> Option<Joules> {
    let position = sorted.len().checked_sub(1)? * percent;
    let (rank, rest) = (position / 100, i64::try_from(position % 100).ok()?);
    let (below, above) = (*sorted.get(rank)?, *sorted.get(rank + 1).or(sorted.last())?);
    Some(Joules(below.0 + (above.0 - below.0) / 100 * rest + (above.0 - below.0) % 100 * rest / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_the_ranks() {
        let values: Vec<Joules> = (0..=10).map(|n| Joules(n * 100)).collect();
        assert_eq!(range(&values), Some(Usual { low: Joules(100), high: Joules(900) }));
        assert_eq!(percentile(&[Joules(0), Joules(1_000)], 90), Some(Joules(900)));
        assert_eq!(range(&values[..4]), None);
        assert_eq!(percentile(&[], 10), None);
    }
}
