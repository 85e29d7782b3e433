//! The columns by their names, which change with language and year, and the words of the cells.

use crate::{
    domain::series::{Quality, SeriesKind},
    formats::FormatError,
};
use std::borrow::Cow;

/// The columns that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    FromDate,
    FromTime,
    ToDate,
    ToTime,
    Ean,
    Meter,
    Register,
    Volume,
    Unit,
    State,
}

/// Names after [`plain`]: Dutch of 2021 and 2025, English.
const NAMES: [(Column, &[&str]); 10] = [
    (Column::FromDate, &["van datum", "from date"]),
    (Column::FromTime, &["van tijdstip", "from time"]),
    (Column::ToDate, &["tot datum", "until date"]),
    (Column::ToTime, &["tot tijdstip", "until time"]),
    (Column::Ean, &["ean", "ean code"]),
    (Column::Meter, &["meter"]),
    (Column::Register, &["register"]),
    (Column::Volume, &["volume"]),
    (Column::Unit, &["eenheid", "unit"]),
    (Column::State, &["validatiestatus", "validation status"]),
];

/// Where each column stands and what the file calls it.
pub(super) struct Columns([(usize, String); 10]);

impl Columns {
    /// Matches a header by name, in any order; `None` when one is missing. Other columns are ignored.
    pub(super) fn find(header: &csv::ByteRecord) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let mut found: [(usize, String); 10] = Default::default();
        for (place, (_, known)) in found.iter_mut().zip(NAMES) {
            let index = plain_names.iter().position(|name| known.contains(&name.as_str()))?;
            *place = (index, names.get(index)?.clone());
        }
        Some(Self(found))
    }

    /// The trimmed cell; empty when the row is too short.
    pub(super) fn cell<'a>(&self, record: &'a csv::ByteRecord, column: Column) -> Cow<'a, str> {
        let bytes = record.get(self.at(column).0).unwrap_or_default();
        String::from_utf8_lossy(bytes.trim_ascii())
    }

    /// The error for a cell.
    pub(super) fn broken(&self, row: u32, column: Column, expected: &'static str) -> FormatError {
        FormatError::Row { row, column: self.at(column).1.clone(), expected }
    }

    fn at(&self, column: Column) -> &(usize, String) {
        // NAMES lists the columns in the order in which they are declared.
        &self.0[column as usize]
    }
}

/// Lower case, without parentheses and hyphens, single spaces: `Van (datum)` and `Van datum` are one name.
fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace(['(', ')', '-'], " ");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which series a register counts for.
pub(super) fn direction(register: &str) -> Option<SeriesKind> {
    let register = register.to_lowercase();
    let (direction, tariff) = register.split_once(' ')?;
    if !matches!(tariff.trim(), "dag" | "nacht" | "day" | "night") {
        return None;
    }
    match direction {
        "afname" | "offtake" => Some(SeriesKind::ElectricityConsumption),
        "injectie" | "injection" => Some(SeriesKind::ElectricityProduction),
        _ => None,
    }
}

/// How sure a state makes a value. "No consumption" beside a volume says nothing against it.
pub(super) fn quality(state: &str) -> Option<Quality> {
    match state.to_lowercase().as_str() {
        "uitgelezen" | "read" | "geen verbruik" | "no consumption" => Some(Quality::Raw),
        "gevalideerd" | "validated" => Some(Quality::Validated),
        "geschat" | "estimated" => Some(Quality::Estimated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_columns() {
        for (place, (column, _)) in NAMES.iter().enumerate() {
            assert_eq!(*column as usize, place);
        }
    }

    #[test]
    fn every_generation_of_headers() {
        for header in [
            "Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus",
            "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;\
             Validatiestatus;Omschrijving",
            "From (date);From (time);Until (date);Until (time);EAN code;Meter;Meter type;Register;Volume;Unit;\
             Validation status;Description",
        ] {
            let record: csv::ByteRecord = header.split(';').collect::<Vec<_>>().into();
            let columns = Columns::find(&record).unwrap();
            assert_eq!(columns.at(Column::Meter).0, 5);
            assert_eq!(columns.at(Column::State).0, 10);
        }
        assert!(Columns::find(&vec!["Van datum", "Volume"].into()).is_none());
    }
}
