//! The rows of one series added up to intervals and placed in time.

use super::{
    Row, ZONE,
    columns::{Column, Columns},
};
use crate::{
    analytics::{labels, zone::Wall},
    domain::{
        reading::{OfficialDay, Reading},
        series::{Quality, Source},
        time::Instant,
    },
    formats::FormatError,
};
use chrono::{NaiveDateTime, NaiveTime};
use std::collections::{HashMap, HashSet};

/// The longest step that is an interval of the load curve; whole days are official daily values.
const LONGEST_STEP: i64 = 3_600;

/// One interval so far: the sum of its registers.
struct Quarter {
    line: u32,
    from: NaiveDateTime,
    to: NaiveDateTime,
    value: Option<i64>,
    quality: Quality,
}

/// The intervals of one series in the order of their first rows.
#[derive(Default)]
pub(super) struct Quarters {
    list: Vec<Quarter>,
    /// By START label and occurrence: the doubled hour has two of each.
    place: HashMap<(NaiveDateTime, u32), usize>,
    /// How often each register said something about a START label.
    seen: HashMap<(String, NaiveDateTime), u32>,
}

impl Quarters {
    /// Adds one register's row to its interval.
    pub(super) fn add(&mut self, columns: &Columns, row: Row) -> Result<(), FormatError> {
        let occurrence = self.seen.entry((row.register, row.from)).or_default();
        *occurrence += 1;
        let allowed = if matches!(ZONE.instants(row.from), Wall::Twice(..)) { 2 } else { 1 };
        if *occurrence > allowed {
            return Err(columns.broken(row.line, Column::FromTime, "each interval once for each register"));
        }
        let next = self.list.len();
        let place = *self.place.entry((row.from, *occurrence)).or_insert(next);
        match self.list.get_mut(place) {
            None => {
                let Row { line, from, to, value, quality, .. } = row;
                self.list.push(Quarter { line, from, to, value, quality });
            }
            Some(quarter) if quarter.to != row.to => {
                return Err(columns.broken(row.line, Column::ToTime, "the same end in every register"));
            }
            Some(quarter) => match (quarter.value, row.value) {
                (Some(sum), Some(value)) => {
                    quarter.value = Some(sum.saturating_add(value));
                    quarter.quality = quarter.quality.min(row.quality);
                }
                (None, Some(_)) => (quarter.value, quarter.quality) = (row.value, row.quality),
                (_, None) => {}
            },
        }
        Ok(())
    }

    /// The readings in time order, and the official values of rows that span a whole day.
    pub(super) fn finish(self, columns: &Columns) -> Result<(Vec<Reading>, Vec<OfficialDay>), FormatError> {
        let (days, quarters): (Vec<_>, Vec<_>) = self.list.into_iter().partition(is_day);
        let official = days.iter().map(|day| OfficialDay { day: day.from.date(), value: day.value }).collect();
        let label = |quarter: &Quarter| (quarter.from, (quarter.to - quarter.from).num_seconds());
        let starts = labels::resolve(ZONE, &quarters.iter().map(label).collect::<Vec<_>>());
        let mut taken = HashSet::new();
        let mut readings = Vec::with_capacity(quarters.len());
        for (quarter, start) in quarters.iter().zip(starts) {
            let step = step(start, quarter.to).ok_or_else(|| {
                columns.broken(quarter.line, Column::ToTime, "an end at most an hour after the start")
            })?;
            if !taken.insert(start) {
                return Err(columns.broken(quarter.line, Column::FromTime, "each interval once for each register"));
            }
            let (value, quality) = (quarter.value, quarter.quality);
            readings.push(Reading { start, step, value, quality, source: Source::FluviusFile });
        }
        readings.sort_unstable_by_key(|reading| reading.start);
        Ok((readings, official))
    }
}

fn is_day(quarter: &Quarter) -> bool {
    let midnight = |wall: NaiveDateTime| wall.time() == NaiveTime::MIN;
    midnight(quarter.from) && midnight(quarter.to) && quarter.from.date().succ_opt() == Some(quarter.to.date())
}

/// Seconds to the first instant after `start` that the END label stands for: `02:45` to `02:00` is a quarter-hour in
/// autumn.
fn step(start: Instant, to: NaiveDateTime) -> Option<i64> {
    let ends = match ZONE.instants(to) {
        Wall::Once(at) | Wall::Skipped(at) => [at, at],
        Wall::Twice(earlier, later) => [earlier, later],
    };
    ends.into_iter().map(|end| end.0 - start.0).find(|step| (1..=LONGEST_STEP).contains(step))
}
