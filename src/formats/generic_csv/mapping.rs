//! What the columns of a table mean. Travels as form fields and JSON: only numbers, words and one list.

use super::{DateFormat, Encoding, Unit};
use crate::{
    analytics::zone::Zone,
    domain::series::SeriesKind,
    formats::{FormatError, LabelConvention},
};
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;

/// No table has more columns of values than this.
const MOST_VALUES: usize = 20;

/// What stands between the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    /// `;`
    Semicolon,
    /// The tabulator.
    Tab,
    /// `|`
    Pipe,
    /// `,`
    Comma,
}

impl Separator {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 4] = [Self::Semicolon, Self::Tab, Self::Pipe, Self::Comma];

    /// The character.
    #[must_use]
    pub fn char(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Pipe => '|',
            Self::Comma => ',',
        }
    }
}

/// Which end of its interval a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Labels {
    /// The first instant inside.
    Start,
    /// The first instant after. A day ends with the midnight of the next date.
    End,
}

impl Labels {
    /// The same for a series.
    #[must_use]
    pub fn convention(self) -> LabelConvention {
        match self {
            Self::Start => LabelConvention::Start,
            Self::End => LabelConvention::End,
        }
    }
}

/// The sign before the decimals. The other one, a space or an apostrophe may group the digits before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecimalSign {
    /// `0,253`
    Comma,
    /// `0.253`
    Point,
}

impl DecimalSign {
    /// The number with a point and without grouping; `None` when the cell says that there is no value. What is no number
    /// comes back as it is.
    pub(super) fn plain(self, text: &str) -> Option<Cow<'_, str>> {
        if matches!(text.to_lowercase().as_str(), "" | "null" | "nan" | "n/a" | "na" | "-") {
            return None;
        }
        let (sign, group) = if self == Self::Comma { (',', '.') } else { ('.', ',') };
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Cow::Borrowed(text));
        }
        let (whole, decimals) = text.split_once(sign).map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
        let space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’') || c == group;
        let mut parts = whole.split(space);
        let first = parts.next().unwrap_or_default();
        let grouped = parts.clone().count() > 0;
        let digits = first.trim_start_matches(['-', '+']).len();
        if (grouped && !(1..=3).contains(&digits)) || parts.any(|part| part.len() != 3) {
            return Some(Cow::Borrowed("no number"));
        }
        let whole: String = whole.chars().filter(|c| !space(*c)).collect();
        let whole = whole.strip_prefix('+').unwrap_or(&whole);
        Some(Cow::Owned(decimals.map_or_else(|| whole.to_owned(), |decimals| format!("{whole}.{decimals}"))))
    }
}

/// The length of the intervals. Written as `15`, `neighbours` or `day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Step {
    /// So many minutes.
    Minutes(u32),
    /// From one label to the next; it may change inside the file.
    Neighbours,
    /// A local day: its date is the label.
    Day,
}

impl Step {
    /// In seconds, where it is the same for each row.
    pub(super) fn seconds(self) -> Option<i64> {
        match self {
            Self::Minutes(minutes) => Some(i64::from(minutes) * 60),
            Self::Neighbours | Self::Day => None,
        }
    }
}

impl TryFrom<String> for Step {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.as_str() {
            "neighbours" => Ok(Self::Neighbours),
            "day" => Ok(Self::Day),
            minutes => minutes.parse().map(Self::Minutes).map_err(|_| "minutes, neighbours or day"),
        }
    }
}

impl From<Step> for String {
    fn from(step: Step) -> Self {
        match step {
            Step::Minutes(minutes) => minutes.to_string(),
            Step::Neighbours => "neighbours".to_owned(),
            Step::Day => "day".to_owned(),
        }
    }
}

/// A column of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueColumn {
    /// Counting from 0.
    pub column: u16,
    /// What its numbers are written in.
    pub unit: Unit,
    /// What they measure.
    pub kind: SeriesKind,
}

/// What a table's columns mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Between the cells.
    pub separator: Separator,
    /// Of the letters; numbers and times read the same in both.
    #[serde(default)]
    pub encoding: Encoding,
    /// The line with the names of the columns, counting from 1; what stands before it is passed over. 0: no such line.
    #[serde(default)]
    pub header_line: u32,
    /// The column of dates, or of dates with times; counting from 0.
    pub time_column: u16,
    /// The column of times, where they stand apart from the dates. A form may send it empty.
    #[serde(default, deserialize_with = "optional")]
    pub hour_column: Option<u16>,
    /// How dates are written.
    pub date_format: DateFormat,
    /// Which end of its interval a label names.
    pub label: Labels,
    /// IANA name of the zone of labels without an offset, and of the days.
    pub zone: String,
    /// Length of the intervals. Of no meaning for states of the meter, except that `day` says that labels are dates.
    pub step: Step,
    /// Before the decimals.
    pub decimal: DecimalSign,
    /// The columns of values; those of one kind are added up.
    pub values: Vec<ValueColumn>,
    /// The meter's number, PRM or EAN.
    pub number: String,
}

/// A number, the text of one, or nothing at all.
fn optional<'de, D: Deserializer<'de>>(input: D) -> Result<Option<u16>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(u16),
        Text(String),
    }
    match Option::<Written>::deserialize(input)? {
        None => Ok(None),
        Some(Written::Number(number)) => Ok(Some(number)),
        Some(Written::Text(text)) if text.is_empty() => Ok(None),
        Some(Written::Text(text)) => text.parse().map(Some).map_err(serde::de::Error::custom),
    }
}

impl Mapping {
    /// Checks every field by itself and against the others.
    ///
    /// # Errors
    /// [`FormatError::Field`] with the field's name and what it must be.
    pub fn check(&self) -> Result<Zone, FormatError> {
        let wrong = |field, expected| Err(FormatError::Field { field, expected });
        let Some(zone) = Zone::parse(&self.zone) else {
            return wrong("zone", "a time zone, for example Europe/Brussels");
        };
        if self.hour_column == Some(self.time_column) {
            return wrong("hour_column", "another column than time_column");
        }
        if !matches!(self.step, Step::Neighbours | Step::Day)
            && !matches!(self.step, Step::Minutes(minutes) if (1..=60).contains(&minutes) && 60 % minutes == 0)
        {
            return wrong("step", "minutes that divide an hour, neighbours or day");
        }
        let number = self.number.trim();
        if number.is_empty() || number.len() > 40 || number != self.number || number.contains(char::is_control) {
            return wrong("number", "the meter's number, PRM or EAN");
        }
        if !(1..=MOST_VALUES).contains(&self.values.len()) {
            return wrong("values", "one to twenty columns");
        }
        for (place, value) in self.values.iter().enumerate() {
            let others = self.values.iter().skip(place + 1);
            if value.column == self.time_column || Some(value.column) == self.hour_column {
                return wrong("values", "other columns than those of the time");
            }
            if others.clone().any(|other| other.column == value.column) {
                return wrong("values", "each column once");
            }
            if !value.unit.fits(value.kind) {
                return wrong("unit", "a unit of what is measured: energy for electricity, volume for gas and water");
            }
            if others.clone().any(|other| other.kind == value.kind && other.unit != value.unit) {
                return wrong("unit", "the same in all columns that are added up");
            }
        }
        Ok(zone)
    }
}
