//! Text with separators.

use super::{
    Encoder, ExportOf,
    rows::{Rows, name},
};
use crate::domain::error::AppError;

/// A writer with its separator and decimal mark.
pub(super) struct Csv {
    of: ExportOf,
    separator: u8,
    decimal: char,
}

const READINGS: [&str; 9] = ["meter", "series", "start", "end", "value", "unit", "stored_value", "quality", "source"];
const DAYS: [&str; 11] = [
    "meter",
    "series",
    "day",
    "value",
    "unit",
    "stored_value",
    "official_stored_value",
    "day_seconds",
    "covered_seconds",
    "estimated",
    "corrected",
];

impl Csv {
    /// With its separator and decimal mark.
    pub fn new(of: ExportOf, separator: u8, decimal: char) -> Self {
        Self { of, separator, decimal }
    }

    /// Millionths as a decimal number.
    fn number(&self, millionths: Option<i64>) -> String {
        let Some(value) = millionths else { return String::new() };
        let sign = if value < 0 { "-" } else { "" };
        let (whole, part) = (value.unsigned_abs() / 1_000_000, value.unsigned_abs() % 1_000_000);
        format!("{sign}{whole}{}{part:06}", self.decimal)
    }

    fn lines(&self, rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, AppError> {
        let mut writer = csv::WriterBuilder::new().delimiter(self.separator).from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).map_err(|_| AppError::Internal)?;
        }
        writer.into_inner().map_err(|_| AppError::Internal)
    }
}

fn integer(value: Option<i64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

impl Encoder for Csv {
    fn begin(&mut self) -> Result<Vec<u8>, AppError> {
        let names: &[&str] = if self.of == ExportOf::Readings { &READINGS } else { &DAYS };
        self.lines(std::iter::once(names.iter().map(|name| (*name).to_owned()).collect()))
    }

    fn piece(&mut self, rows: &Rows) -> Result<Vec<u8>, AppError> {
        match rows {
            Rows::Readings(rows) => self.lines(rows.iter().map(|row| {
                vec![
                    row.meter.clone(),
                    row.series.as_str().to_owned(),
                    row.start.clone(),
                    row.end.clone(),
                    self.number(row.shown),
                    row.unit.to_owned(),
                    integer(row.value),
                    name(row.quality),
                    name(row.source),
                ]
            })),
            Rows::Days(rows) => self.lines(rows.iter().map(|row| {
                vec![
                    row.meter.clone(),
                    row.series.as_str().to_owned(),
                    row.day.to_string(),
                    self.number(row.shown),
                    row.unit.to_owned(),
                    integer(row.value),
                    integer(row.official),
                    row.day_seconds.to_string(),
                    row.covered_seconds.to_string(),
                    row.estimated.to_string(),
                    row.corrected.to_string(),
                ]
            })),
        }
    }

    fn end(&mut self) -> Result<Vec<u8>, AppError> {
        Ok(Vec::new())
    }
}
