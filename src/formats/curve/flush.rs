//! From collected rows to readings.

use super::{Curve, Curves, Label, Point, amount::Unit, steps};
use crate::{
    analytics::{
        labels,
        zone::{Wall, Zone},
    },
    domain::{
        reading::{OfficialDay, Reading},
        series::Quality,
        time::Instant,
    },
    formats::{FormatError, ParsedSeries},
};
use chrono::NaiveDateTime;

/// The longest interval between two states of a meter that is a value of its own, in seconds.
const LONGEST: i64 = 86_400;

/// A row at its instant; `place` is its place in the file.
struct Placed {
    at: Instant,
    place: usize,
}

impl Curves {
    /// Takes the rows before `cut` out of a series, as readings and days.
    pub(super) fn take(&mut self, place: usize, cut: usize) -> Result<ParsedSeries, FormatError> {
        let curve = self.list.get_mut(place).ok_or(FormatError::Unknown)?;
        let cut = cut.min(curve.points.len()).max(curve.done);
        let mut official = std::mem::take(&mut curve.days);
        self.waiting = self.waiting.saturating_sub(cut - curve.done);
        let mut readings = Vec::new();
        if cut > curve.done {
            let placed = curve.placed(cut);
            if curve.spec.unit.is_index() {
                self.unusable += curve.differences(&placed, cut, &mut readings, &mut official)?;
            } else {
                readings = curve.readings(&placed, cut)?;
            }
            let emitted = (curve.done..cut).filter(|place| curve.points.get(*place).is_some_and(counts(curve))).count();
            let distinct = placed.iter().filter(|row| (curve.done..cut).contains(&row.place)).count();
            self.doubled += (emitted - distinct.min(emitted)) as u64;
            curve.keep(cut, &placed);
        }
        let (label, native_unit) = (curve.spec.label, curve.spec.unit.as_str());
        Ok(ParsedSeries { number: curve.number.clone(), kind: curve.kind, readings, official, label, native_unit })
    }
}

/// A state of a meter that is not written says nothing at all.
fn counts(curve: &Curve) -> impl Fn(&Point) -> bool {
    let index = curve.spec.unit.is_index();
    move |point| !index || point.value.is_some()
}

impl Curve {
    /// The rows up to `cut` and their neighbours on both sides, each instant once, in order.
    fn placed(&self, cut: usize) -> Vec<Placed> {
        let end = self.points.len().min(cut.saturating_add(steps::NEIGHBOURS));
        let clear = |point: &&Point| match point.label {
            Label::At(_) => true,
            Label::Wall(wall) => matches!(self.spec.zone.instants(wall), Wall::Once(_)),
        };
        let beyond = self.points.get(cut..end).unwrap_or_default().iter().take_while(clear).count();
        let window = self.points.get(..cut + beyond).unwrap_or_default();
        let mut placed: Vec<Placed> = instants(self.spec.zone, window)
            .into_iter()
            .enumerate()
            .filter(|(place, _)| window.get(*place).is_some_and(counts(self)))
            .map(|(place, at)| Placed { at, place })
            .collect();
        // Of one instant: what is handed out now, then the higher quality, then the later row.
        let rank = |row: &Placed| {
            let quality = window.get(row.place).map(quality);
            ((self.done..cut).contains(&row.place), quality, row.place)
        };
        placed.sort_by(|one, other| one.at.cmp(&other.at).then_with(|| rank(other).cmp(&rank(one))));
        placed.dedup_by_key(|row| row.at);
        placed
    }

    fn readings(&self, placed: &[Placed], cut: usize) -> Result<Vec<Reading>, FormatError> {
        let known = placed.iter().all(|row| self.points.get(row.place).is_some_and(|point| point.step.is_some()));
        let told = if known {
            Vec::new()
        } else {
            let at: Vec<Instant> = placed.iter().map(|row| row.at).collect();
            steps::from_neighbours(&at, self.spec.label)
        };
        let mut readings = Vec::with_capacity(cut - self.done);
        for (index, row) in placed.iter().enumerate().filter(|(_, row)| (self.done..cut).contains(&row.place)) {
            let Some(point) = self.points.get(row.place) else { continue };
            let step = point.step.or_else(|| told.get(index).copied().flatten());
            let step = step.ok_or_else(|| broken(point, &self.spec.columns.0, "a row beside it, to tell the step"))?;
            let start = if self.spec.label == super::LabelConvention::End { row.at.plus(-step) } else { row.at };
            let value = point.value.map(|value| self.stored(point, value, step)).transpose()?;
            readings.push(Reading { start, step, value, quality: quality(point), source: self.spec.source });
        }
        Ok(readings)
    }

    /// What passed between two states of the meter. Returns how many pairs say nothing.
    fn differences(
        &self,
        placed: &[Placed],
        cut: usize,
        readings: &mut Vec<Reading>,
        official: &mut Vec<OfficialDay>,
    ) -> Result<u64, FormatError> {
        let mut unusable = 0;
        for pair in placed.windows(2) {
            let [before, after] = pair else { continue };
            let (Some(first), Some(last)) = (self.points.get(before.place), self.points.get(after.place)) else {
                continue;
            };
            if !(self.done..cut).contains(&after.place) {
                continue;
            }
            let (Some(from), Some(to)) = (first.value, last.value) else { continue };
            let (step, difference) = (after.at.0 - before.at.0, to.saturating_sub(from));
            let day = self.spec.zone.day(before.at);
            let bounds = self.spec.zone.bounds(day);
            let whole_day = (before.at, after.at) == (bounds.start, bounds.end);
            if difference < 0 || (step > LONGEST && !whole_day) {
                unusable += 1;
                continue;
            }
            let value = Some(self.stored(last, difference, step)?);
            if whole_day {
                official.push(OfficialDay { day, value });
            } else {
                let (start, quality, source) = (before.at, last.quality.min(first.quality), self.spec.source);
                readings.push(Reading { start, step, value, quality, source });
            }
        }
        Ok(unusable)
    }

    fn stored(&self, point: &Point, value: i64, step: i64) -> Result<i64, FormatError> {
        let unit = self.spec.unit;
        let stored = unit.stored(value, step).filter(|value| self.kind.accepts(*value));
        stored.ok_or_else(|| broken(point, &self.spec.columns.1, expected(unit)))
    }

    /// Forgets what was handed out, but for the neighbours of what follows; these keep their instants.
    fn keep(&mut self, cut: usize, placed: &[Placed]) {
        let first = cut.saturating_sub(steps::NEIGHBOURS);
        for row in placed.iter().filter(|row| (first..cut).contains(&row.place)) {
            if let Some(point) = self.points.get_mut(row.place) {
                point.label = Label::At(row.at);
            }
        }
        self.points.drain(..first);
        self.done = cut - first;
    }
}

/// What a number of this unit must be.
pub(crate) fn expected(unit: Unit) -> &'static str {
    match unit {
        Unit::W => "a number of W that is not negative",
        Unit::KW => "a number of kW that is not negative",
        Unit::Wh => "a number of Wh that is not negative",
        Unit::KWh | Unit::IndexKWh => "a number of kWh that is not negative",
        Unit::M3 | Unit::IndexM3 => "a number of m³ that is not negative",
        Unit::L => "a number of litres that is not negative",
    }
}

fn broken(point: &Point, column: &str, expected: &'static str) -> FormatError {
    FormatError::Row { row: point.line, column: column.to_owned(), expected }
}

fn quality(point: &Point) -> Quality {
    if point.value.is_some() { point.quality } else { Quality::Missing }
}

/// The instants of rows, in their order.
fn instants(zone: Zone, points: &[Point]) -> Vec<Instant> {
    let walls: Vec<(usize, NaiveDateTime)> = points
        .iter()
        .enumerate()
        .filter_map(|(place, point)| match point.label {
            Label::Wall(wall) => Some((place, wall)),
            Label::At(_) => None,
        })
        .collect();
    // A doubled label that stands alone joins the rows beside it at the step; the shortest distance is a good guess.
    let distances = walls.windows(2).filter_map(|pair| match pair {
        [(_, one), (_, next)] => Some((*next - *one).num_seconds().abs()),
        _ => None,
    });
    let guess = distances.filter(|seconds| (60..=3_600).contains(seconds)).min().unwrap_or(1_800);
    let step = |place: usize| points.get(place).and_then(|point| point.step).unwrap_or(guess);
    let labelled: Vec<_> = walls.iter().map(|(place, wall)| (*wall, step(*place))).collect();
    let mut resolved = labels::resolve(zone, &labelled).into_iter();
    let instant = |point: &Point| match point.label {
        Label::At(at) => at,
        Label::Wall(_) => resolved.next().unwrap_or_default(),
    };
    points.iter().map(instant).collect()
}
