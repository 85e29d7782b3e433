//! The load curve that customers download from their Enedis account (`Enedis_Conso_Heure_….csv`), also by e-mail.
//!
//! Three lines of header: names, what the curve is (meter, direction, unit, step in minutes, which may be empty), then
//! `Horodate;Valeur`. Separator `;`, in files that went through a spreadsheet `,`. A file may hold several such sections;
//! those that are no load curve (states of the meter, daily maxima) are left out and counted.
//!
//! Label convention: END, RFC 3339 with its offset (without one: Paris). Unit: W, the mean over the interval. Without a
//! step in the header it comes from the neighbouring rows and may change inside the file. An empty value is no value.
//! Rows off the grid (12:14:10) are no intervals; rows in descending order and doubled rows are read as well.

use super::{
    Format, FormatError, LabelConvention, Parsed, ParsedSeries,
    curve::{Curves, Point, Spec, amount, read_label},
    stream::{self, BATCH, Outline, ReadError, RowParser, Sink},
    table::{
        Record, Rows, first_row,
        text::{number, plain},
    },
};
use crate::{
    analytics::zone::Zone,
    domain::series::{Quality, SeriesKind, Source},
};
use std::io::Read;

/// Labels of load curves stand on multiples of five minutes.
const GRID: i64 = 300;

/// Whether the first row names an account's export.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    first_row(head).is_some_and(|row| is_header(&row))
}

/// Reads a whole export.
///
/// # Errors
/// [`FormatError::Unknown`] when the first row is no such header, [`FormatError::Empty`] without any curve or row,
/// [`FormatError::Field`] or [`FormatError::Row`] for what cannot be read.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    stream::whole(Rows::new(bytes), Hourly::default())
}

/// Reads an export of any length and hands out batches of about [`BATCH`] intervals.
///
/// # Errors
/// As [`parse`], and [`ReadError::Input`] or [`ReadError::Sink`] when one of the two sides fails.
pub fn read<E>(input: impl Read, sink: &mut Sink<'_, E>) -> Result<Outline, ReadError<E>> {
    stream::drive(Rows::new(input), Hourly::default(), BATCH, sink)
}

fn is_header(row: &Record) -> bool {
    plain(row.cell(0)) == "identifiant prm" && row.cells().any(|name| plain(name) == "type de donnees")
}

/// Where in the file the next row stands.
#[derive(Default)]
enum Place {
    /// At the first line of a section.
    #[default]
    Names,
    /// At its second, with the names of the first.
    What(Vec<String>),
    /// At its third.
    Labels(Section),
    /// Among its rows.
    Rows(Section),
    /// Inside a section that is no load curve.
    Skipped,
}

/// A load curve.
struct Section {
    number: String,
    kind: SeriesKind,
    step: Option<i64>,
    spec: Spec,
    /// The columns of label and value.
    columns: (usize, usize),
}

#[derive(Default)]
struct Hourly {
    place: Place,
    curves: Curves,
    skipped: u64,
}

impl RowParser for Hourly {
    fn row(&mut self, row: &Record) -> Result<(), FormatError> {
        if is_header(row) {
            self.place = Place::What(row.cells().map(str::to_owned).collect());
            return Ok(());
        }
        self.place = match std::mem::take(&mut self.place) {
            Place::Names => return Err(FormatError::Unknown),
            Place::What(names) => match section(&names, row)? {
                Some(section) => Place::Labels(section),
                None => {
                    self.skipped += 1;
                    Place::Skipped
                }
            },
            Place::Labels(section) => Place::Rows(labelled(section, row)?),
            Place::Rows(section) => {
                let point = point(&section, row)?;
                self.curves.add(&section.number, section.kind, &section.spec, point)?;
                Place::Rows(section)
            }
            Place::Skipped => Place::Skipped,
        };
        Ok(())
    }

    fn ready(&mut self, limit: usize) -> Result<Option<ParsedSeries>, FormatError> {
        self.curves.ready(limit)
    }

    fn finish(mut self) -> Result<(Vec<ParsedSeries>, Outline), FormatError> {
        let rest = self.curves.finish()?;
        if rest.is_empty() && self.skipped > 0 {
            return Err(FormatError::Field { field: "Type de donnees", expected: "Courbe de charge" });
        }
        let mut facts = self.curves.facts();
        facts.extend((self.skipped > 0).then(|| ("skipped_sections", self.skipped.to_string())));
        Ok((rest, Outline { format: Format::EnedisHourly, zone: Zone::PARIS, facts }))
    }
}

/// What the second line says; `None` when the section is no load curve.
fn section(names: &[String], row: &Record) -> Result<Option<Section>, FormatError> {
    let cell = |wanted: &str| {
        let index = names.iter().position(|name| plain(name) == wanted);
        index.map_or("", |index| row.cell(index))
    };
    if plain(cell("type de donnees")) != "courbe de charge" {
        return Ok(None);
    }
    let number = number(row.cell(0));
    if number.is_empty() {
        return Err(row.broken("Identifiant PRM", "the number of a meter"));
    }
    let unit = amount::Unit::parse(cell("unite")).filter(|unit| unit.is_power());
    let unit = unit.ok_or_else(|| row.broken("Unite", "W"))?;
    let kind = super::enedis_r63::direction(cell("grandeur metier"));
    let kind = kind.ok_or_else(|| row.broken("Grandeur metier", "Consommation or Production"))?;
    let step = match cell("pas en minutes") {
        "" => None,
        minutes => {
            let minutes = minutes.parse::<i64>().ok().filter(|minutes| (1..=60).contains(minutes));
            Some(minutes.ok_or_else(|| row.broken("Pas en minutes", "1 to 60, or nothing"))? * 60)
        }
    };
    let columns = ("Horodate".to_owned(), "Valeur".to_owned());
    let label = LabelConvention::End;
    let spec = Spec { zone: Zone::PARIS, label, unit, source: Source::EnedisFile, grid: GRID, columns };
    Ok(Some(Section { number, kind, step, spec, columns: (0, 1) }))
}

/// Finds the columns in the third line.
fn labelled(mut section: Section, row: &Record) -> Result<Section, FormatError> {
    let find = |wanted: &str| row.cells().position(|name| plain(name) == wanted);
    let (label, value) = find("horodate").zip(find("valeur")).ok_or_else(|| row.broken("1", "Horodate;Valeur"))?;
    section.columns = (label, value);
    section.spec.columns = (row.cell(label).to_owned(), row.cell(value).to_owned());
    Ok(section)
}

fn point(section: &Section, row: &Record) -> Result<Point, FormatError> {
    let label = read_label(row.cell(section.columns.0));
    let label = label.ok_or_else(|| row.broken(&section.spec.columns.0, "YYYY-MM-DDThh:mm:ss+hh:mm"))?;
    let value = match row.cell(section.columns.1) {
        "" => None,
        text => Some(amount::billionths(text).ok_or_else(|| row.broken(&section.spec.columns.1, "a number of W"))?),
    };
    Ok(Point { line: row.line, label, step: section.step, value, quality: Quality::Raw })
}

#[cfg(test)]
mod tests;
