//! Rows of one label and one value, put together to the intervals of their series.
//!
//! Labels become instants (`analytics::labels`: a doubled hour is told apart by the order of its rows), steps come from
//! the rows or from their neighbours, values from unit and step. Rows off the grid of all curves (12:14:10) are no intervals
//! and are left out; of two rows of the same interval the one of the higher quality stays, the later of equals. Both are
//! counted. A row that is on that grid, but not on the step it claims, is an error.

pub(crate) mod amount;
mod flush;
mod label;
pub(crate) mod steps;

pub(crate) use flush::expected;
pub(crate) use label::{Label, days_in, read_date, read_label, read_time};

use super::{FormatError, LabelConvention, ParsedSeries};
use crate::{
    analytics::zone::{Wall, Zone},
    domain::{
        reading::OfficialDay,
        series::{Quality, SeriesKind, Source},
    },
};
use amount::Unit;
use chrono::Timelike;
use std::collections::HashMap;

/// How many rows after a cut are kept back: more than a doubled hour has.
const MARGIN: usize = 300;

/// No file holds more series; what has more has its columns wrong.
const MOST_SERIES: usize = 2_000;

/// When the rows of all series together are so many batches, the longest series is handed out before it is due: a file
/// with many meters has few rows of each.
const MOST_BATCHES: usize = 20;

/// So many series can one row add to.
const MOST_AT_ONCE: usize = SeriesKind::ALL.len();

/// What the rows of a file, or of a part of it, have in common.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    /// The zone of labels without an offset.
    pub zone: Zone,
    /// Which end of its interval a label names. Of an index it does not matter.
    pub label: LabelConvention,
    /// What the values are written in.
    pub unit: Unit,
    /// Who says it.
    pub source: Source,
    /// Where the step is not known, labels lie on whole multiples of so many seconds of their hour.
    pub grid: i64,
    /// What the file calls the column of labels, and that of values.
    pub columns: (String, String),
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    /// For errors.
    pub line: u32,
    /// When.
    pub label: Label,
    /// In seconds, where the row or the file says it.
    pub step: Option<i64>,
    /// Billionths of the unit; `None`: the file says that there is no value.
    pub value: Option<i64>,
    /// How sure, of a value.
    pub quality: Quality,
}

/// One series so far.
struct Curve {
    number: String,
    kind: SeriesKind,
    spec: Spec,
    points: Vec<Point>,
    /// So many points at the beginning were handed out already; they are kept for their neighbours.
    done: usize,
    days: Vec<OfficialDay>,
}

/// All series of a file so far.
#[derive(Default)]
pub(crate) struct Curves {
    list: Vec<Curve>,
    places: HashMap<(String, SeriesKind, Unit), usize>,
    /// The series of the last row: most files list one after the other.
    last: usize,
    /// Rows of all series that wait to be handed out.
    waiting: usize,
    /// How often somebody asked for a piece.
    asked: usize,
    /// Rows that are no intervals of the curve.
    pub off_grid: u64,
    /// Rows that gave way to another one of the same interval.
    pub doubled: u64,
    /// Intervals between two states of a meter that say no consumption: it went backwards, or more than a day passed.
    pub unusable: u64,
}

impl Curves {
    /// What the labels of a series mean, when rows of it came before.
    pub fn convention(&self, number: &str, kind: SeriesKind, unit: Unit) -> Option<LabelConvention> {
        let place = self.places.get(&(number.to_owned(), kind, unit))?;
        self.list.get(*place).map(|curve| curve.spec.label)
    }

    /// Adds a row. `spec` counts for the first row of a series.
    pub fn add(&mut self, number: &str, kind: SeriesKind, spec: &Spec, point: Point) -> Result<(), FormatError> {
        if !fits(point.label, spec.zone, grid(spec, &point)) {
            if point.step.is_some() && !spec.unit.is_index() && fits(point.label, spec.zone, spec.grid) {
                let (row, column) = (point.line, spec.columns.0.clone());
                return Err(FormatError::Row { row, column, expected: "a time on a whole step" });
            }
            self.off_grid += 1;
            return Ok(());
        }
        self.curve(number, kind, spec)?.points.push(point);
        self.waiting += 1;
        Ok(())
    }

    /// Adds the official value of a whole local day, in the stored unit.
    pub fn day(
        &mut self,
        number: &str,
        kind: SeriesKind,
        spec: &Spec,
        official: OfficialDay,
    ) -> Result<(), FormatError> {
        self.curve(number, kind, spec)?.days.push(official);
        Ok(())
    }

    /// A piece of a series that has `limit` rows to hand out; of the longest one when too many rows wait altogether.
    pub fn ready(&mut self, limit: usize) -> Result<Option<ParsedSeries>, FormatError> {
        self.asked = self.asked.wrapping_add(1);
        let due = |curve: &Curve| curve.days.len() >= limit || curve.waiting() >= limit.saturating_add(MARGIN);
        let too_many = self.waiting > limit.saturating_mul(MOST_BATCHES) && self.asked.is_multiple_of(1_024);
        // One row of a table adds to a few series at once, of which only one is the last.
        let few = if self.list.len() <= MOST_AT_ONCE { self.list.iter().position(due) } else { None };
        let place = if self.list.get(self.last).is_some_and(due) {
            self.last
        } else if let Some(other) = few {
            other
        } else if let Some(longest) =
            (0..self.list.len()).filter(|_| too_many).max_by_key(|place| self.waiting_in(*place))
        {
            longest
        } else {
            return Ok(None);
        };
        let waiting = self.waiting_in(place);
        let forced = waiting > limit.saturating_mul(4);
        let cut = self.list.get(place).map_or(0, |curve| curve.cut(forced));
        self.take(place, cut).map(|piece| Some(piece).filter(|piece| !is_empty(piece)))
    }

    /// All that is left.
    pub fn finish(&mut self) -> Result<Vec<ParsedSeries>, FormatError> {
        (0..self.list.len()).map(|place| self.take(place, usize::MAX)).collect()
    }

    /// What was left out, as facts.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let counts =
            [("off_grid_rows", self.off_grid), ("doubled_rows", self.doubled), ("unusable_states", self.unusable)];
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| (name, count.to_string())).collect()
    }

    fn waiting_in(&self, place: usize) -> usize {
        self.list.get(place).map_or(0, Curve::waiting)
    }

    fn curve(&mut self, number: &str, kind: SeriesKind, spec: &Spec) -> Result<&mut Curve, FormatError> {
        let last = self.list.get(self.last);
        if !last.is_some_and(|last| last.kind == kind && last.number == number && last.spec.unit == spec.unit) {
            let next = self.list.len();
            self.last = *self.places.entry((number.to_owned(), kind, spec.unit)).or_insert(next);
            if self.last == next {
                if next >= MOST_SERIES {
                    return Err(FormatError::Field { field: "meters", expected: "at most 2,000 series in one file" });
                }
                let (number, spec) = (number.to_owned(), spec.clone());
                self.list.push(Curve { number, kind, spec, points: Vec::new(), done: 0, days: Vec::new() });
            }
        }
        self.list.get_mut(self.last).ok_or(FormatError::Unknown)
    }
}

impl Curve {
    /// Rows that wait to be handed out.
    fn waiting(&self) -> usize {
        self.points.len().saturating_sub(self.done)
    }

    /// The last place where the rows before and after need not be read together: two different labels, neither of them
    /// in a doubled hour. Nothing (`done`) when there is none, unless it must be somewhere.
    fn cut(&self, forced: bool) -> usize {
        let latest = self.points.len().saturating_sub(MARGIN);
        let clear = |point: &Point| match point.label {
            Label::At(_) => true,
            Label::Wall(wall) => matches!(self.spec.zone.instants(wall), Wall::Once(_)),
        };
        let fits = |place: &usize| match self.points.get(place - 1..=*place) {
            Some([before, after]) => clear(before) && clear(after) && before.label != after.label,
            _ => false,
        };
        let found = (self.done.saturating_add(1)..=latest).rev().find(fits);
        found.unwrap_or(if forced { latest } else { self.done })
    }
}

/// The labels of a row lie on whole multiples of so many seconds of their hour.
fn grid(spec: &Spec, point: &Point) -> i64 {
    match point.step {
        _ if spec.unit.is_index() => 60,
        Some(step) if step > 0 => step.min(3_600),
        _ => spec.grid.max(1),
    }
}

fn fits(label: Label, zone: Zone, grid: i64) -> bool {
    let wall = label.wall(zone);
    i64::from(wall.minute() * 60 + wall.second()) % grid.max(1) == 0
}

fn is_empty(piece: &ParsedSeries) -> bool {
    piece.readings.is_empty() && piece.official.is_empty()
}
