//! Load curves that Enedis hands to professionals and to third parties (SGE, flow R63, "téléchargement avancé"): CSV,
//! one row for each point, several meters and quantities in one file.
//!
//! Columns are matched by name, in any order, with or without accents: the set changes. Time is Paris wall-clock time
//! without offset; one that carries its offset is read by it.
//!
//! Label convention: END, as the first label of a day is 00:30 at a step of half an hour. A file whose first row of a
//! meter is labelled with the beginning of the asked period has START labels (curves of five minutes do), and is read so.
//! Units: W or kW (mean power, `PA`), Wh or kWh (energy of the interval, `EA`); energy at the step `P1D` is the official
//! value of the day that the label names. Other quantities (reactive, maxima, voltage) are left out and counted, and so is
//! the energy of intervals whose power came first.
//! States of the meter (flow R64) have the same header but calendars instead of a step; they are refused by name.

mod columns;

use super::{
    Format, FormatError, LabelConvention, Parsed, ParsedSeries,
    curve::{
        Curves, Label, Point, Spec,
        amount::{self, Unit},
        days_in, read_label,
    },
    stream::{self, BATCH, Outline, ReadError, RowParser, Sink},
    table::{
        Record, Rows, first_row,
        text::{number, plain},
    },
};
use crate::{
    analytics::zone::Zone,
    domain::{
        reading::OfficialDay,
        series::{SeriesKind, Source},
        time::parse_step,
    },
};
use columns::{Column, Columns};
use std::{collections::HashMap, io::Read};

/// Labels of load curves stand on multiples of five minutes.
const GRID: i64 = 300;

/// Whether the first row has the columns of such a file.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    first_row(head).is_some_and(|row| Columns::find(&row).is_some())
}

/// Reads a whole file.
///
/// # Errors
/// [`FormatError::Unknown`] when a column is missing, [`FormatError::Empty`] without any row that counts,
/// [`FormatError::Row`] with line, column as the file calls it and what was expected; [`FormatError::Field`] for a file
/// of states of the meter.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    stream::whole(Rows::new(bytes), Curve::default())
}

/// Reads a file of any length and hands out batches of about [`BATCH`] intervals.
///
/// # Errors
/// As [`parse`], and [`ReadError::Input`] or [`ReadError::Sink`] when one of the two sides fails.
pub fn read<E>(input: impl Read, sink: &mut Sink<'_, E>) -> Result<Outline, ReadError<E>> {
    stream::drive(Rows::new(input), Curve::default(), BATCH, sink)
}

/// Which series a direction names.
pub(super) fn direction(text: &str) -> Option<SeriesKind> {
    match plain(text).as_str() {
        "cons" | "consommation" | "soutirage" => Some(SeriesKind::ElectricityConsumption),
        "prod" | "production" | "injection" => Some(SeriesKind::ElectricityProduction),
        _ => None,
    }
}

#[derive(Default)]
struct Curve {
    columns: Option<Columns>,
    curves: Curves,
    days: Curves,
    quantities: Quantities,
    skipped: u64,
}

/// Whether the first row of each series was power: a file may write the same curve as energy, too.
#[derive(Default)]
struct Quantities {
    powers: HashMap<(String, SeriesKind), bool>,
    /// The same of the last row's series.
    last: Option<(String, SeriesKind, bool)>,
}

impl Quantities {
    /// Whether a row writes once more what the series says in the other quantity.
    fn is_repeated(&mut self, number: &str, kind: SeriesKind, power: bool) -> bool {
        if let Some((last, of, first)) = &self.last
            && last == number
            && *of == kind
        {
            return *first != power;
        }
        let first = *self.powers.entry((number.to_owned(), kind)).or_insert(power);
        self.last = Some((number.to_owned(), kind, first));
        first != power
    }
}

impl RowParser for Curve {
    fn row(&mut self, row: &Record) -> Result<(), FormatError> {
        let Some(columns) = &self.columns else {
            let columns = Columns::find(row).ok_or(FormatError::Unknown)?;
            if columns.has_calendars {
                return Err(FormatError::Field {
                    field: "Pas",
                    expected: "a load curve (R63), not states of the meter",
                });
            }
            self.columns = Some(columns);
            return Ok(());
        };
        let cell = |column| columns.cell(row, column);
        let wrong = |column, expected| row.broken(columns.name(column), expected);
        let quantity = plain(cell(Column::Quantity));
        if !matches!(quantity.as_str(), "pa" | "ea" | "energie active" | "puissance active") {
            self.skipped += 1;
            return Ok(());
        }
        let unit = Unit::parse(cell(Column::Unit)).filter(|unit| unit.fits(SeriesKind::ElectricityConsumption));
        let unit = unit.ok_or_else(|| wrong(Column::Unit, "W, kW, Wh or kWh"))?;
        let number = number(cell(Column::Meter));
        if number.is_empty() {
            return Err(wrong(Column::Meter, "the number of a meter"));
        }
        let kind = direction(cell(Column::Direction));
        let kind = kind.ok_or_else(|| wrong(Column::Direction, "CONS or PROD"))?;
        let value = match cell(Column::Value) {
            "" | "null" => None,
            text => Some(amount::billionths(text).ok_or_else(|| wrong(Column::Value, amount_of(unit)))?),
        };
        let names = (columns.name(Column::Label).to_owned(), columns.name(Column::Value).to_owned());
        let mut spec = Spec {
            zone: Zone::PARIS,
            label: LabelConvention::End,
            unit,
            source: Source::EnedisFile,
            grid: GRID,
            columns: names,
        };
        if plain(cell(Column::Step)) == "p1d" {
            let day = days_in(&columns.label(row), Zone::PARIS);
            let day = day.ok_or_else(|| wrong(Column::Label, "YYYY-MM-DD"))?;
            let stored = |value| unit.stored(value, 0).filter(|value| !unit.is_power() && kind.accepts(*value));
            let value = value.map(|value| stored(value).ok_or_else(|| wrong(Column::Value, "a number of Wh")));
            spec.label = LabelConvention::Start;
            return self.days.day(&number, kind, &spec, OfficialDay { day, value: value.transpose()? });
        }
        let step = match cell(Column::Step) {
            "" | "null" => None,
            text => Some(read_step(text).ok_or_else(|| wrong(Column::Step, "PT5M, PT10M, PT30M, PT60M or P1D"))?),
        };
        let label = read_label(&columns.label(row));
        let label = label.ok_or_else(|| wrong(Column::Label, "YYYY-MM-DD hh:mm:ss"))?;
        if begins(cell(Column::Begin), label) {
            if self.curves.convention(&number, kind, unit) == Some(LabelConvention::End) {
                return Err(wrong(Column::Label, "a time after the beginning of the period: labels are ends"));
            }
            spec.label = LabelConvention::Start;
        }
        if self.quantities.is_repeated(&number, kind, unit.is_power()) {
            self.skipped += 1;
            return Ok(());
        }
        let quality = columns::quality(cell(Column::Nature), cell(Column::Stage));
        self.curves.add(&number, kind, &spec, Point { line: row.line, label, step, value, quality })
    }

    fn ready(&mut self, limit: usize) -> Result<Option<ParsedSeries>, FormatError> {
        let ready = self.curves.ready(limit)?;
        if ready.is_some() { Ok(ready) } else { self.days.ready(limit) }
    }

    fn finish(mut self) -> Result<(Vec<ParsedSeries>, Outline), FormatError> {
        let mut rest = self.curves.finish()?;
        rest.append(&mut self.days.finish()?);
        let mut facts = self.curves.facts();
        facts.extend((self.skipped > 0).then(|| ("skipped_quantities", self.skipped.to_string())));
        Ok((rest, Outline { format: Format::EnedisR63, zone: Zone::PARIS, facts }))
    }
}

/// `PT30M`, or minutes alone.
fn read_step(text: &str) -> Option<i64> {
    let minutes = text.parse::<i64>().ok().map(|minutes| minutes.saturating_mul(60));
    minutes.or_else(|| parse_step(text)).filter(|step| (60..=3_600).contains(step))
}

/// Whether a label stands at the beginning of the asked period, or before.
fn begins(period: &str, label: Label) -> bool {
    let period = read_label(period).or_else(|| {
        let midnight = days_in(period, Zone::PARIS)?.and_hms_opt(0, 0, 0)?;
        Some(Label::Wall(midnight))
    });
    period.is_some_and(|period| label.wall(Zone::PARIS) <= period.wall(Zone::PARIS))
}

fn amount_of(unit: Unit) -> &'static str {
    super::curve::expected(unit)
}

#[cfg(test)]
mod tests;
