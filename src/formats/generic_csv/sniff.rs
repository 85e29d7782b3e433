//! A proposal for the mapping of a table nobody has described: to be shown and confirmed, never to be trusted.

mod columns;

use super::{DateFormat, DecimalSign, Encoding, Labels, Mapping, Separator, Step, Unit, ValueColumn, times};
use crate::{
    analytics::zone::Zone,
    domain::series::SeriesKind,
    formats::{
        FormatError,
        table::{Record, text},
    },
};
use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// How many bytes and rows of the file are looked at.
const HEAD: usize = 65_536;
const ROWS: usize = 200;

/// What a column seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Dates, with or without times.
    Time,
    /// Times apart from their dates.
    Hour,
    /// Numbers that may be readings.
    Value,
    /// The number of the meter.
    Number,
    /// Nothing to import.
    Other,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnGuess {
    /// Counting from 0.
    pub column: u16,
    /// As the header calls it; empty without one.
    pub name: String,
    /// The first cells that are not empty, at most three.
    pub samples: Vec<String>,
    /// What it seems to be.
    pub role: Role,
    /// The unit, where name or table tell one.
    pub unit: Option<Unit>,
    /// What a column of values seems to measure.
    pub kind: Option<SeriesKind>,
}

/// What a table seems to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Between the cells.
    pub separator: Separator,
    /// Of the letters.
    pub encoding: Encoding,
    /// The line with the names, counting from 1; 0 without one.
    pub header_line: u32,
    /// All columns.
    pub columns: Vec<ColumnGuess>,
    /// How dates are written; `None` when no column holds any.
    pub date_format: Option<DateFormat>,
    /// Before the decimals.
    pub decimal: DecimalSign,
    /// Length of the intervals.
    pub step: Step,
    /// Which end of their interval the labels name.
    pub label: Labels,
    /// A meter's number that stands in every row.
    pub number: Option<String>,
}

impl Proposal {
    /// The mapping as proposed: of each kind the first column whose unit is known. `None` without a time or such a column.
    #[must_use]
    pub fn mapping(&self, zone: &str, number: &str) -> Option<Mapping> {
        let place = |role| self.columns.iter().find(|column| column.role == role).map(|column| column.column);
        let mut values: Vec<ValueColumn> = Vec::new();
        for guess in self.columns.iter().filter(|column| column.role == Role::Value) {
            let (Some(unit), Some(kind)) = (guess.unit, guess.kind) else { continue };
            if !values.iter().any(|value| value.kind == kind) {
                values.push(ValueColumn { column: guess.column, unit, kind });
            }
        }
        if values.is_empty() {
            return None;
        }
        Some(Mapping {
            separator: self.separator,
            encoding: self.encoding,
            header_line: self.header_line,
            time_column: place(Role::Time)?,
            hour_column: place(Role::Hour),
            date_format: self.date_format?,
            label: self.label,
            zone: zone.to_owned(),
            step: self.step,
            decimal: self.decimal,
            values,
            number: number.to_owned(),
        })
    }
}

/// Looks at the beginning of a file.
///
/// # Errors
/// [`FormatError::Unknown`] when it is no table of at least two columns, [`FormatError::Empty`] when no row follows the
/// names.
pub fn sniff(bytes: &[u8]) -> Result<Proposal, FormatError> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if head.contains(&0) {
        return Err(FormatError::Unknown);
    }
    let head = text::without_bom(head);
    let encoding = match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_some() => Encoding::Windows1252,
        _ => Encoding::Utf8,
    };
    let decoded = text::decode(head, Some(encoding));
    let mut lines: Vec<(u32, &str)> =
        (1_u32..).zip(decoded.lines()).filter(|(_, line)| !line.trim().is_empty()).collect();
    if bytes.len() > HEAD {
        // The last one may be cut.
        lines.pop();
    }
    lines.truncate(ROWS);
    let (separator, width) = separator(&lines).ok_or(FormatError::Unknown)?;
    let rows: Vec<Record> = lines.iter().map(|(number, line)| Record::at(*number, line, separator.char())).collect();
    // The first row of data is the first wide one that holds a date; without any, the second wide one.
    let wide = |row: &&Record| row.len() >= width;
    let dated = |row: &Record| row.cells().any(|cell| columns::date_formats(cell).next().is_some());
    let first = rows.iter().position(|row| wide(&row) && dated(row));
    let first = first.or_else(|| rows.iter().position(|row| wide(&row)).map(|place| place + 1));
    let first = first.ok_or(FormatError::Unknown)?;
    let data: Vec<&Record> = rows.iter().skip(first).filter(wide).collect();
    if data.is_empty() {
        return Err(FormatError::Empty);
    }
    let header = first.checked_sub(1).and_then(|place| rows.get(place));
    let found = columns::guess(header, &data, separator);
    let (step, label) = rhythm(&found, &data);
    let number = found.columns.iter().find(|column| column.role == Role::Number);
    let number = number.and_then(|column| column.samples.first()).map(|sample| text::number(sample));
    Ok(Proposal {
        separator,
        encoding,
        header_line: header.map_or(0, |header| header.line),
        date_format: found.date_format,
        decimal: found.decimal,
        columns: found.columns,
        step,
        label,
        number,
    })
}

/// The separator that cuts most lines into equally many cells, and how many.
fn separator(lines: &[(u32, &str)]) -> Option<(Separator, usize)> {
    let score = |separator: Separator| {
        let widths: Vec<usize> = lines.iter().map(|(_, line)| Record::of(line, separator.char()).len()).collect();
        let same = |width: usize| widths.iter().filter(|other| **other == width).count();
        widths.iter().filter(|width| **width > 1).map(|width| (same(*width), *width)).max()
    };
    let scores = Separator::ALL.map(|separator| (separator, score(separator).unwrap_or_default()));
    let best = scores.iter().map(|(_, (lines, _))| *lines).max().filter(|best| *best > 0)?;
    // Decimal commas cut as evenly as true separators: the likelier one is enough at four fifths.
    scores.into_iter().find(|(_, (lines, _))| lines * 5 >= best * 4).map(|(separator, (_, width))| (separator, width))
}

/// Step and convention from the first labels.
fn rhythm(found: &columns::Guessed, data: &[&Record]) -> (Step, Labels) {
    let place = |role| found.columns.iter().find(|column| column.role == role).map(|column| usize::from(column.column));
    let (Some(format), Some(time)) = (found.date_format, place(Role::Time)) else {
        return (Step::Neighbours, Labels::Start);
    };
    let hour = place(Role::Hour);
    // Instants do not matter here: only distances and times of day.
    let labels: Vec<_> = data
        .iter()
        .filter_map(|row| times::read(format, row.cell(time), hour.map(|hour| row.cell(hour))))
        .map(|label| label.wall(Zone::PARIS))
        .collect();
    let mut distances: Vec<i64> = labels
        .windows(2)
        .filter_map(|pair| if let [one, next] = pair { Some((*next - *one).num_seconds().abs()) } else { None })
        .collect();
    distances.sort_unstable();
    let usual = distances.get(distances.len() / 2).copied().unwrap_or(0);
    let alike = distances.iter().filter(|distance| **distance == usual).count();
    let step = match usual {
        _ if labels.is_empty() => Step::Day,
        86_400 => Step::Day,
        60..=3_600 if usual % 60 == 0 && 3_600 % usual == 0 && alike * 10 >= distances.len() * 9 => {
            u32::try_from(usual / 60).map_or(Step::Neighbours, Step::Minutes)
        }
        _ => Step::Neighbours,
    };
    let name = found.columns.iter().find(|column| column.role == Role::Time).map_or("", |column| column.name.as_str());
    let earliest = labels.first().copied().min(labels.last().copied()).map(|wall| wall.time());
    let after_midnight = |time: NaiveTime| i64::from(time.num_seconds_from_midnight()) == usual;
    let label = match columns::side(name) {
        Some(label) => label,
        None if step != Step::Day && earliest.is_some_and(after_midnight) => Labels::End,
        None => Labels::Start,
    };
    (step, label)
}
