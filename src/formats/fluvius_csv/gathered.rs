//! The rows of one series added up to intervals and placed in time.

use super::{
    Row, ZONE,
    columns::{Column, Columns},
};
use crate::{
    analytics::{labels, zone::Wall},
    domain::{
        reading::{OfficialDay, Reading},
        series::{Quality, SeriesKind, Source},
        time::Instant,
    },
    formats::FormatError,
};
use chrono::{NaiveDateTime, NaiveTime};
use std::collections::{HashMap, HashSet};

/// The longest step that is an interval of the load curve; whole days are official daily values.
const LONGEST_STEP: i64 = 3_600;

/// How many intervals are kept back when a part is handed out: more than a doubled hour has.
const MARGIN: usize = 300;

/// One interval so far: the sum of its registers.
struct Slot {
    line: u32,
    from: NaiveDateTime,
    to: NaiveDateTime,
    value: Option<i64>,
    quality: Quality,
    kind: SeriesKind,
}

/// The intervals of one series in the order of their first rows.
#[derive(Default)]
pub(super) struct Gathered {
    list: Vec<Slot>,
    /// By START label and occurrence: the doubled hour has two of each. Counted over the whole file.
    place: HashMap<(NaiveDateTime, u32), usize>,
    /// How often each register said something about a START label.
    seen: HashMap<(String, NaiveDateTime), u32>,
    /// The last START label that was handed out.
    handed_out: Option<NaiveDateTime>,
}

impl Gathered {
    /// Adds one register's row to its interval.
    pub fn add(&mut self, columns: &Columns, row: Row) -> Result<(), FormatError> {
        if self.handed_out.is_some_and(|last| row.from <= last) {
            return Err(columns.broken(row.line, Column::FromDate, "rows in the order of time in so long a file"));
        }
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
                let Row { line, from, to, value, quality, kind, .. } = row;
                self.list.push(Slot { line, from, to, value, quality, kind });
            }
            Some(slot) if slot.to != row.to => {
                return Err(columns.broken(row.line, Column::ToTime, "the same end in every register"));
            }
            Some(slot) => match (slot.value, row.value) {
                (Some(sum), Some(value)) => {
                    slot.value = Some(sum.saturating_add(value));
                    slot.quality = slot.quality.min(row.quality);
                }
                (None, Some(_)) => (slot.value, slot.quality) = (row.value, row.quality),
                (_, None) => {}
            },
        }
        Ok(())
    }

    /// Takes out the first intervals when there are `limit` of them that no later row can belong to.
    pub fn part(&mut self, limit: usize) -> Option<Self> {
        if self.list.len() < limit.saturating_add(MARGIN) {
            return None;
        }
        let once = |slot: &Slot| matches!(ZONE.instants(slot.from), Wall::Once(_));
        let clear = |place: &usize| match self.list.get(place - 1..=*place) {
            Some([before, after]) => once(before) && once(after) && before.from < after.from,
            _ => false,
        };
        let cut = (1..=self.list.len() - MARGIN).rev().find(clear)?;
        let rest = self.list.split_off(cut);
        let list = std::mem::replace(&mut self.list, rest);
        let last = list.iter().map(|slot| slot.from).max()?;
        self.handed_out = Some(last);
        self.seen.retain(|(_, from), _| *from > last);
        self.place.retain(|(from, _), _| *from > last);
        self.place.values_mut().for_each(|place| *place = place.saturating_sub(cut));
        Some(Self { list, ..Self::default() })
    }

    /// The readings in time order, and the official values of rows that span a whole day.
    pub fn finish(self, columns: &Columns) -> Result<(Vec<Reading>, Vec<OfficialDay>), FormatError> {
        let (days, slots): (Vec<_>, Vec<_>) = self.list.into_iter().partition(is_day);
        let official = days.iter().map(|day| OfficialDay { day: day.from.date(), value: day.value }).collect();
        let label = |slot: &Slot| (slot.from, (slot.to - slot.from).num_seconds());
        let starts = labels::resolve(ZONE, &slots.iter().map(label).collect::<Vec<_>>());
        let mut taken = HashSet::new();
        let mut readings = Vec::with_capacity(slots.len());
        for (slot, start) in slots.iter().zip(starts) {
            let step = step(start, slot.to)
                .ok_or_else(|| columns.broken(slot.line, Column::ToTime, "an end at most an hour after the start"))?;
            if !taken.insert(start) {
                return Err(columns.broken(slot.line, Column::FromTime, "each interval once for each register"));
            }
            let (value, quality) = (slot.value, slot.quality);
            readings.push(Reading { start, step, value, quality, source: Source::FluviusFile });
        }
        readings.sort_unstable_by_key(|reading| reading.start);
        Ok((readings, official))
    }
}

/// From midnight to midnight; of gas also from the same hour to the same hour.
fn is_day(slot: &Slot) -> bool {
    let midnight = slot.from.time() == NaiveTime::MIN || slot.kind == SeriesKind::GasConsumption;
    midnight && slot.from.time() == slot.to.time() && slot.from.date().succ_opt() == Some(slot.to.date())
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
