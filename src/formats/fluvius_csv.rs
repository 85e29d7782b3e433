//! Fluvius exports (Flanders): kWh per quarter-hour or day, one row for each register, both ends of the interval.
//!
//! Label convention: START and END are both written; the START label decides. The doubled hour of autumn comes in
//! interleaved pairs, the earlier instant first. Unit: kWh with a decimal comma. The registers of one direction (day and
//! night tariff, and the old and the new meter after an exchange) are added up. "No consumption" is an empty volume: a
//! reading without a value.

mod columns;
mod quarters;

use super::{Format, FormatError, Parsed, ParsedSeries};
use crate::{
    analytics::zone::Zone,
    domain::{
        series::{Quality, SeriesKind},
        units::Joules,
    },
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use columns::{Column, Columns};
use quarters::Quarters;
use std::collections::BTreeMap;

/// The zone of every Fluvius meter.
const ZONE: Zone = Zone::BRUSSELS;

/// Whether the first line of `bytes` is a Fluvius header in a known language.
#[must_use]
pub fn recognises(bytes: &[u8]) -> bool {
    let first_line = without_bom(bytes).split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut reader = reader(first_line);
    reader.byte_headers().is_ok_and(|header| Columns::find(header).is_some())
}

/// Reads a whole export. A row that cannot be read refuses the file.
///
/// # Errors
/// [`FormatError::Unknown`] when the header is none of the known ones, [`FormatError::Empty`] without any row,
/// [`FormatError::Row`] with the line (the header is line 1), its column as the file calls it and what was expected.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let bytes = without_bom(bytes);
    let mut reader = reader(bytes);
    let mut lines = Lines { bytes, counted: 0, line: 1 };
    let header = reader.byte_headers().map_err(|_| FormatError::Unknown)?;
    let columns = Columns::find(header).ok_or(FormatError::Unknown)?;
    let mut groups: BTreeMap<(String, SeriesKind), Quarters> = BTreeMap::new();
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|_| FormatError::Unknown)? {
        let row = read_row(&columns, &record, lines.of(&record))?;
        groups.entry((row.number.clone(), row.kind)).or_default().add(&columns, row)?;
    }
    let mut series = Vec::new();
    let mut format = Format::FluviusDays;
    for ((number, kind), quarters) in groups {
        let (readings, official) = quarters.finish(&columns)?;
        if !readings.is_empty() {
            format = Format::FluviusQuarterHours;
        }
        let label = super::LabelConvention::Both;
        series.push(ParsedSeries { number, kind, readings, official, label, native_unit: "kWh" });
    }
    if series.is_empty() {
        return Err(FormatError::Empty);
    }
    Ok(Parsed { format, zone: ZONE, series, peaks: None, facts: Vec::new() })
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

/// Counts lines as an editor shows them; the reader's own count stands before the second byte of `\r\n`.
struct Lines<'a> {
    bytes: &'a [u8],
    counted: usize,
    line: u32,
}

impl Lines<'_> {
    fn of(&mut self, record: &csv::ByteRecord) -> u32 {
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.counted);
        let breaks = self.bytes.iter().skip(at).take_while(|byte| byte.is_ascii_whitespace()).count();
        let passed = self.bytes.get(self.counted..at + breaks).unwrap_or_default();
        let count = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.counted = at + breaks;
        self.line
    }
}

fn read_row(columns: &Columns, record: &csv::ByteRecord, line: u32) -> Result<Row, FormatError> {
    let cell = |column| columns.cell(record, column);
    let broken = |column, expected| columns.broken(line, column, expected);
    let time = |date: Column, time: Column| {
        let day = read_date(&cell(date)).ok_or_else(|| broken(date, "DD-MM-YYYY"))?;
        let hour = read_time(&cell(time)).ok_or_else(|| broken(time, "HH:MM:SS"))?;
        Ok(day.and_time(hour))
    };
    let (from, to) = (time(Column::FromDate, Column::FromTime)?, time(Column::ToDate, Column::ToTime)?);
    let number: String = cell(Column::Ean).chars().filter(|c| !matches!(c, '=' | '"' | ' ')).collect();
    if number.is_empty() {
        return Err(broken(Column::Ean, "an EAN"));
    }
    let register = cell(Column::Register);
    let kind = columns::direction(&register)
        .ok_or_else(|| broken(Column::Register, "Afname Dag, Afname Nacht, Injectie Dag, Injectie Nacht"))?;
    if !cell(Column::Unit).eq_ignore_ascii_case("kWh") {
        return Err(broken(Column::Unit, "kWh"));
    }
    let volume = cell(Column::Volume);
    let value = if volume.is_empty() {
        None
    } else {
        let read = Joules::from_kwh_text(&volume).map(|joules| joules.0).filter(|value| kind.accepts(*value));
        Some(read.ok_or_else(|| broken(Column::Volume, "kWh, for example 0,253"))?)
    };
    let state = columns::quality(&cell(Column::State))
        .ok_or_else(|| broken(Column::State, "Uitgelezen, Gevalideerd, Geschat, Geen verbruik"))?;
    let quality = if value.is_some() { state } else { Quality::Missing };
    let register = format!("{} {register}", cell(Column::Meter));
    Ok(Row { line, number, kind, register, from, to, value, quality })
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(bytes)
}

fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// `DD-MM-YYYY` (Dutch) or `DD/MM/YYYY` (English), within two centuries around now.
fn read_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(['-', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return None;
    }
    let year = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// `HH:MM:SS` or `HH:MM`.
fn read_time(text: &str) -> Option<NaiveTime> {
    ["%H:%M:%S", "%H:%M"].iter().find_map(|format| NaiveTime::parse_from_str(text, format).ok())
}

#[cfg(test)]
mod tests;
