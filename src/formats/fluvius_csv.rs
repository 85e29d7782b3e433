//! Fluvius exports (Flanders): quarter-hours, hours or days, one row for each register, both ends of the interval.
//!
//! Label convention: START and END are both written; the START label decides. The doubled hour of autumn comes in
//! interleaved pairs, the earlier instant first. The registers of one direction (day and night tariff, and the old and the
//! new meter after an exchange) are added up. "No consumption" is an empty volume: a reading without a value.
//!
//! Units: electricity in kWh with a decimal comma. Gas is written twice, in m³ and in kWh: the m³ are what the meter
//! measured and are stored, as litres; the kWh are the same gas times its calorific value, first a provisional and later
//! the final one, and are left out and counted. A row of 24 hours is the official value of its day; of gas, whose day
//! lasts from 6 to 6, that of the day on which it begins.
//!
//! Languages: Dutch and English words are those of real files, for quarter-hours of electricity and hours of gas. The
//! French words are not confirmed by a file; they are matched without accents, case and punctuation.

mod columns;
mod gathered;

use super::{
    Format, FormatError, LabelConvention, Parsed, ParsedSeries,
    curve::{
        amount::{Unit, billionths},
        expected, read_date, read_time,
    },
    stream::{self, BATCH, Outline, ReadError, RowParser, Sink},
    table::{Record, Rows, first_row, text},
};
use crate::{
    analytics::zone::Zone,
    domain::series::{Quality, SeriesKind},
};
use chrono::NaiveDateTime;
use columns::{Column, Columns, Register};
use gathered::Gathered;
use std::{collections::BTreeMap, io::Read};

/// The zone of every Fluvius meter.
const ZONE: Zone = Zone::BRUSSELS;

/// Whether the first line of `bytes` is a Fluvius header in a known language.
#[must_use]
pub fn recognises(bytes: &[u8]) -> bool {
    first_row(bytes).is_some_and(|row| Columns::find(&row).is_some())
}

/// Reads a whole export. A row that cannot be read refuses the file.
///
/// # Errors
/// [`FormatError::Unknown`] when the header is none of the known ones, [`FormatError::Empty`] without any row,
/// [`FormatError::Row`] with the line (the header is line 1), its column as the file calls it and what was expected;
/// [`FormatError::Field`] when a file has gas in kWh only.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    stream::whole(Rows::new(bytes), Export::default())
}

/// Reads an export of any length and hands out batches of about [`BATCH`] intervals. Its rows must be in the order of
/// time, as Fluvius writes them.
///
/// # Errors
/// As [`parse`]; [`FormatError::Row`] for a row that belongs before what was handed out already; [`ReadError::Input`] or
/// [`ReadError::Sink`] when one of the two sides fails.
pub fn read<E>(input: impl Read, sink: &mut Sink<'_, E>) -> Result<Outline, ReadError<E>> {
    stream::drive(Rows::new(input), Export::default(), BATCH, sink)
}

/// One row: one register over one interval.
struct Row {
    line: u32,
    number: String,
    kind: SeriesKind,
    /// Meter and register: what may say something once for each interval.
    register: String,
    from: NaiveDateTime,
    to: NaiveDateTime,
    value: Option<i64>,
    quality: Quality,
}

#[derive(Default)]
struct Export {
    columns: Option<Columns>,
    groups: BTreeMap<(String, SeriesKind), Gathered>,
    /// The series of the last row.
    last: Option<(String, SeriesKind)>,
    /// The shortest step so far, in seconds; `None` while there are only days.
    step: Option<i64>,
    /// Rows of gas in kWh.
    gas_in_kwh: u64,
}

impl RowParser for Export {
    fn row(&mut self, record: &Record) -> Result<(), FormatError> {
        let Some(columns) = &self.columns else {
            self.columns = Some(Columns::find(record).ok_or(FormatError::Unknown)?);
            return Ok(());
        };
        let Some(row) = read_row(columns, record)? else {
            self.gas_in_kwh += 1;
            return Ok(());
        };
        let key = (row.number.clone(), row.kind);
        self.groups.entry(key.clone()).or_default().add(columns, row)?;
        self.last = Some(key);
        Ok(())
    }

    fn ready(&mut self, limit: usize) -> Result<Option<ParsedSeries>, FormatError> {
        let (Some(columns), Some(key)) = (&self.columns, &self.last) else { return Ok(None) };
        let Some(part) = self.groups.get_mut(key).and_then(|group| group.part(limit)) else { return Ok(None) };
        series(columns, key.clone(), part, &mut self.step).map(Some)
    }

    fn finish(self) -> Result<(Vec<ParsedSeries>, Outline), FormatError> {
        let (mut rest, mut step) = (Vec::with_capacity(self.groups.len()), self.step);
        let Some(columns) = self.columns else { return Err(FormatError::Unknown) };
        for (key, group) in self.groups {
            rest.push(series(&columns, key, group, &mut step)?);
        }
        if rest.is_empty() && self.gas_in_kwh > 0 {
            return Err(FormatError::Field { field: "Volume", expected: "gas in m³, not in kWh alone" });
        }
        let format = match step {
            None => Format::FluviusDays,
            Some(step) if step > 900 => Format::FluviusHours,
            Some(_) => Format::FluviusQuarterHours,
        };
        let left_out = (self.gas_in_kwh > 0).then(|| ("gas_rows_in_kwh", self.gas_in_kwh.to_string()));
        Ok((rest, Outline { format, zone: ZONE, facts: left_out.into_iter().collect() }))
    }
}

fn series(
    columns: &Columns,
    (number, kind): (String, SeriesKind),
    part: Gathered,
    step: &mut Option<i64>,
) -> Result<ParsedSeries, FormatError> {
    let (readings, official) = part.finish(columns)?;
    *step = readings.iter().map(|reading| reading.step).chain(*step).min();
    let native_unit = if kind == SeriesKind::GasConsumption { Unit::M3 } else { Unit::KWh }.as_str();
    Ok(ParsedSeries { number, kind, readings, official, label: LabelConvention::Both, native_unit })
}

/// Reads a row; `None` for gas in kWh.
fn read_row(columns: &Columns, record: &Record) -> Result<Option<Row>, FormatError> {
    let cell = |column| columns.cell(record, column);
    let broken = |column, expected| columns.broken(record.line, column, expected);
    let time = |date: Column, time: Column| {
        let day = read_date(cell(date)).ok_or_else(|| broken(date, "DD-MM-YYYY"))?;
        let hour = read_time(cell(time)).ok_or_else(|| broken(time, "HH:MM:SS"))?;
        Ok(day.and_time(hour))
    };
    let (from, to) = (time(Column::FromDate, Column::FromTime)?, time(Column::ToDate, Column::ToTime)?);
    let number = text::number(cell(Column::Ean));
    if number.is_empty() {
        return Err(broken(Column::Ean, "an EAN"));
    }
    let unit = Unit::parse(cell(Column::Unit)).filter(|unit| matches!(unit, Unit::KWh | Unit::M3));
    let unit = unit.ok_or_else(|| broken(Column::Unit, "kWh"))?;
    let register = cell(Column::Register);
    let kind = match (columns::register(register), unit) {
        (Some(Register::Electricity(kind)), Unit::KWh) => kind,
        (Some(Register::Electricity(_)), _) => return Err(broken(Column::Unit, "kWh")),
        (Some(Register::Plain), Unit::M3) => SeriesKind::GasConsumption,
        (Some(Register::Plain), _) if columns.of_gas => return Ok(None),
        _ => return Err(broken(Column::Register, "Afname Dag, Afname Nacht, Injectie Dag, Injectie Nacht")),
    };
    let volume = cell(Column::Volume);
    let value = if volume.is_empty() {
        None
    } else {
        let stored = billionths(volume).and_then(|volume| unit.stored(volume, 0));
        let stored = stored.filter(|value| kind.accepts(*value));
        Some(stored.ok_or_else(|| broken(Column::Volume, expected(unit)))?)
    };
    let state = columns::quality(cell(Column::State))
        .ok_or_else(|| broken(Column::State, "Uitgelezen, Gevalideerd, Geschat, Geen verbruik"))?;
    let quality = if value.is_some() { state } else { Quality::Missing };
    let register = format!("{} {register}", cell(Column::Meter));
    Ok(Some(Row { line: record.line, number, kind, register, from, to, value, quality }))
}

#[cfg(test)]
mod tests;
