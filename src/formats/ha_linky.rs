//! The history that users of `ha-linky` save from the Enedis web page (`historique_conso_<PRM>.csv`).
//!
//! Columns `debut;kW`. Label convention: START, with an offset or in Paris wall-clock time. Unit: kW with a decimal
//! comma, the mean over the interval; the step comes from the neighbouring rows. `null` is no value. The file does not
//! say its meter: the number comes from the caller, or from the file's name. It is a consumption.

use super::{
    Format, FormatError, LabelConvention, Parsed, ParsedSeries,
    curve::{
        Curves, Point, Spec,
        amount::{self, Unit},
        read_label,
    },
    hints::Hints,
    stream::{self, BATCH, Outline, ReadError, RowParser, Sink},
    table::{Record, Rows, first_row, text::plain},
};
use crate::{
    analytics::zone::Zone,
    domain::series::{Quality, SeriesKind, Source},
};
use std::io::Read;

/// Labels of load curves stand on multiples of five minutes.
const GRID: i64 = 300;

/// Whether the first row names the two columns.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    first_row(head).is_some_and(|row| columns(&row).is_some())
}

/// Reads a whole file.
///
/// # Errors
/// [`FormatError::Unknown`] when the first row is another one, [`FormatError::Field`] `number` when neither the caller
/// nor the name says whose meter it is, [`FormatError::Empty`], [`FormatError::Row`].
pub fn parse(bytes: &[u8], hints: &Hints<'_>) -> Result<Parsed, FormatError> {
    stream::whole(Rows::new(bytes), History::new(hints)?)
}

/// Reads a file of any length and hands out batches of about [`BATCH`] intervals.
///
/// # Errors
/// As [`parse`], and [`ReadError::Input`] or [`ReadError::Sink`] when one of the two sides fails.
pub fn read<E>(input: impl Read, hints: &Hints<'_>, sink: &mut Sink<'_, E>) -> Result<Outline, ReadError<E>> {
    stream::drive(Rows::new(input), History::new(hints)?, BATCH, sink)
}

/// Where label and value stand.
fn columns(row: &Record) -> Option<(usize, usize)> {
    let find = |wanted: &str| row.cells().position(|name| plain(name) == wanted);
    find("debut").zip(find("kw")).filter(|_| row.len() <= 3)
}

struct History {
    number: String,
    columns: Option<(usize, usize)>,
    spec: Spec,
    curves: Curves,
}

impl History {
    fn new(hints: &Hints<'_>) -> Result<Self, FormatError> {
        let number = hints.meter();
        let number = number.ok_or(FormatError::Field { field: "number", expected: "the meter's number" })?;
        let (zone, label, source) = (Zone::PARIS, LabelConvention::Start, Source::HaLinkyFile);
        let columns = (String::new(), String::new());
        let spec = Spec { zone, label, unit: Unit::KW, source, grid: GRID, columns };
        Ok(Self { number, columns: None, spec, curves: Curves::default() })
    }
}

impl RowParser for History {
    fn row(&mut self, row: &Record) -> Result<(), FormatError> {
        let Some((label, value)) = self.columns else {
            let (label, value) = columns(row).ok_or(FormatError::Unknown)?;
            self.columns = Some((label, value));
            self.spec.columns = (row.cell(label).to_owned(), row.cell(value).to_owned());
            return Ok(());
        };
        let at = read_label(row.cell(label));
        let label = at.ok_or_else(|| row.broken(&self.spec.columns.0, "YYYY-MM-DDThh:mm:ss+hh:mm"))?;
        let value = match row.cell(value) {
            "" | "null" => None,
            text => Some(amount::billionths(text).ok_or_else(|| row.broken(&self.spec.columns.1, "kW or null"))?),
        };
        let point = Point { line: row.line, label, step: None, value, quality: Quality::Raw };
        self.curves.add(&self.number, SeriesKind::ElectricityConsumption, &self.spec, point)
    }

    fn ready(&mut self, limit: usize) -> Result<Option<ParsedSeries>, FormatError> {
        self.curves.ready(limit)
    }

    fn finish(mut self) -> Result<(Vec<ParsedSeries>, Outline), FormatError> {
        let rest = self.curves.finish()?;
        let facts = self.curves.facts();
        Ok((rest, Outline { format: Format::HaLinky, zone: Zone::PARIS, facts }))
    }
}

#[cfg(test)]
mod tests;
