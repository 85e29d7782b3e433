//! Any table of readings, with a mapping that somebody has confirmed: which column is the time, which are values, in
//! which unit, whose meter.
//!
//! [`sniff()`] proposes, [`Mapping`] says, [`parse`] and [`read`] do what it says. Label convention: START or END, as
//! mapped; a label that carries its offset is read by it, else in the mapped zone. Unit: as mapped, for each column; values
//! finer than a joule or a litre are rounded. Columns of the same kind are added up (day and night tariff). An empty cell,
//! `null`, `NaN`, `n/a` and `-` are no value. Of states of the meter (index) the differences are stored; a difference
//! over more than a day says nothing about its days and is left out.

mod mapping;
mod sniff;
mod times;

pub use super::{curve::amount::Unit, table::text::Encoding};
pub use mapping::{DecimalSign, Labels, Mapping, Separator, Step, ValueColumn};
pub use sniff::{ColumnGuess, Proposal, Role, sniff};
pub use times::DateFormat;

use super::{
    Format, FormatError, Parsed, ParsedSeries,
    curve::{Curves, Label, Point, Spec, amount, expected},
    stream::{self, BATCH, Outline, ReadError, RowParser, Sink},
    table::{Record, Rows},
};
use crate::{
    analytics::zone::Zone,
    domain::{
        reading::OfficialDay,
        series::{Quality, SeriesKind, Source},
        time::LocalDay,
    },
};
use chrono::NaiveTime;
use std::io::Read;

/// Reads a whole table.
///
/// # Errors
/// [`FormatError::Field`] with the name of a field of the mapping, [`FormatError::Row`] with line, column as the file
/// calls it (`column 3` without a header) and what was expected, [`FormatError::Empty`] without any row.
pub fn parse(bytes: &[u8], mapping: &Mapping) -> Result<Parsed, FormatError> {
    let table = Table::new(mapping)?;
    stream::whole(Rows::with(bytes, mapping.separator.char(), mapping.encoding), table)
}

/// Reads a table of any length and hands out batches of about [`BATCH`] intervals.
///
/// # Errors
/// As [`parse`], and [`ReadError::Input`] or [`ReadError::Sink`] when one of the two sides fails.
pub fn read<E>(input: impl Read, mapping: &Mapping, sink: &mut Sink<'_, E>) -> Result<Outline, ReadError<E>> {
    let table = Table::new(mapping)?;
    stream::drive(Rows::with(input, mapping.separator.char(), mapping.encoding), table, BATCH, sink)
}

/// Columns of one kind, added up.
struct Group {
    kind: SeriesKind,
    columns: Vec<usize>,
    spec: Spec,
}

struct Table<'a> {
    mapping: &'a Mapping,
    zone: Zone,
    header: Record,
    groups: Vec<Group>,
    curves: Curves,
}

impl<'a> Table<'a> {
    fn new(mapping: &'a Mapping) -> Result<Self, FormatError> {
        let zone = mapping.check()?;
        let mut groups: Vec<Group> = Vec::new();
        for value in &mapping.values {
            let column = usize::from(value.column);
            if let Some(group) = groups.iter_mut().find(|group| group.kind == value.kind) {
                group.columns.push(column);
                continue;
            }
            let (label, unit, source) = (mapping.label.convention(), value.unit, Source::GenericFile);
            let columns = (String::new(), String::new());
            let spec = Spec { zone, label, unit, source, grid: 60, columns };
            groups.push(Group { kind: value.kind, columns: vec![column], spec });
        }
        let mut table = Self { mapping, zone, header: Record::default(), groups, curves: Curves::default() };
        table.name_columns();
        Ok(table)
    }

    fn name(&self, column: usize) -> String {
        match self.header.cell(column) {
            "" => format!("column {}", column.saturating_add(1)),
            name => name.to_owned(),
        }
    }

    fn name_columns(&mut self) {
        let time = self.name(usize::from(self.mapping.time_column));
        for place in 0..self.groups.len() {
            let value = self.groups.get(place).and_then(|group| group.columns.first()).map(|first| self.name(*first));
            if let Some(group) = self.groups.get_mut(place) {
                group.spec.columns = (time.clone(), value.unwrap_or_default());
            }
        }
    }

    /// The sum of a group's cells in billionths; without any value `None`, of states also when one is missing.
    fn value(&self, row: &Record, group: &Group) -> Result<Option<i64>, FormatError> {
        let (mut sum, mut missing) = (None, false);
        for column in &group.columns {
            let Some(text) = self.mapping.decimal.plain(row.cell(*column)) else {
                missing = true;
                continue;
            };
            let value = amount::billionths(&text).and_then(|value| value.checked_add(sum.unwrap_or(0)));
            sum = Some(value.ok_or_else(|| row.broken(&self.name(*column), expected(group.spec.unit)))?);
        }
        Ok(sum.filter(|_| !(missing && group.spec.unit.is_index())))
    }

    /// The day that the label of a daily value means, and what it means as a time.
    fn day(&self, row: &Record) -> Option<(LocalDay, Label)> {
        let date =
            times::read_day(self.mapping.date_format, row.cell(usize::from(self.mapping.time_column)), self.zone)?;
        match self.mapping.label {
            Labels::Start => Some((date, Label::Wall(date.and_time(NaiveTime::MIN)))),
            // 30 October 00:00 is the end of the 29th; of a state without a time, the evening of its date.
            Labels::End => Some((date.pred_opt()?, Label::Wall(date.succ_opt()?.and_time(NaiveTime::MIN)))),
        }
    }
}

impl RowParser for Table<'_> {
    fn row(&mut self, row: &Record) -> Result<(), FormatError> {
        if row.line <= self.mapping.header_line {
            if row.line == self.mapping.header_line {
                self.header = row.clone();
                self.name_columns();
            }
            return Ok(());
        }
        let wanted = self.mapping.date_format.as_str();
        let column = usize::from(self.mapping.time_column);
        let empty = |group: &Group| group.columns.iter().all(|column| row.cell(*column).is_empty());
        if row.cell(column).is_empty() && self.groups.iter().all(empty) {
            // What spreadsheets leave behind: `;;;`.
            return Ok(());
        }
        let broken = || row.broken(&self.name(column), wanted);
        let daily = self.mapping.step == Step::Day;
        let (day, label) = if daily {
            self.day(row).map(|(day, label)| (Some(day), label)).ok_or_else(broken)?
        } else {
            let hour = self.mapping.hour_column.map(|column| row.cell(usize::from(column)));
            (None, times::read(self.mapping.date_format, row.cell(column), hour).ok_or_else(broken)?)
        };
        for place in 0..self.groups.len() {
            let Some(group) = self.groups.get(place) else { continue };
            let value = self.value(row, group)?;
            let (number, kind, spec) = (&self.mapping.number, group.kind, &group.spec);
            if let Some(day) = day.filter(|_| !spec.unit.is_index()) {
                let seconds = self.zone.bounds(day).seconds();
                let stored = |value| spec.unit.stored(value, seconds).filter(|value| kind.accepts(*value));
                let value =
                    value.map(|value| stored(value).ok_or_else(|| row.broken(&spec.columns.1, expected(spec.unit))));
                self.curves.day(number, kind, spec, OfficialDay { day, value: value.transpose()? })?;
            } else {
                let (line, step, quality) = (row.line, self.mapping.step.seconds(), Quality::Raw);
                self.curves.add(number, kind, spec, Point { line, label, step, value, quality })?;
            }
        }
        Ok(())
    }

    fn ready(&mut self, limit: usize) -> Result<Option<ParsedSeries>, FormatError> {
        self.curves.ready(limit)
    }

    fn finish(mut self) -> Result<(Vec<ParsedSeries>, Outline), FormatError> {
        let rest = self.curves.finish()?;
        let facts = self.curves.facts();
        Ok((rest, Outline { format: Format::GenericCsv, zone: self.zone, facts }))
    }
}

#[cfg(test)]
mod tests;
