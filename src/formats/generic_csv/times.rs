//! Dates and times as tables write them.

use crate::{
    analytics::zone::Zone,
    domain::time::{Instant, LocalDay},
    formats::curve::{Label, read_label},
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// How dates are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateFormat {
    /// `2023-10-29`, with a time also as RFC 3339 with its offset.
    Iso,
    /// `29/10/2023`, also with `-` or `.` and with two digits for the year.
    DayFirst,
    /// `10/29/2023`.
    MonthFirst,
    /// `20231029`.
    Compact,
    /// Seconds or milliseconds since 1970.
    Unix,
}

impl DateFormat {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 5] = [Self::Iso, Self::DayFirst, Self::MonthFirst, Self::Compact, Self::Unix];

    /// As it is shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Iso => "YYYY-MM-DD hh:mm",
            Self::DayFirst => "DD/MM/YYYY hh:mm",
            Self::MonthFirst => "MM/DD/YYYY hh:mm",
            Self::Compact => "YYYYMMDD hhmm",
            Self::Unix => "seconds since 1970",
        }
    }
}

/// Reads a label from one cell, or from a date's and an hour's.
pub(super) fn read(format: DateFormat, text: &str, hour: Option<&str>) -> Option<Label> {
    let text = text.trim();
    if format == DateFormat::Unix {
        return unix(text);
    }
    let (date, time) = match hour {
        Some(hour) => (text.split([' ', 'T']).next()?, hour),
        None if format == DateFormat::Iso && text.len() > 19 => return read_label(text),
        None if format == DateFormat::Compact => compact(text)?,
        None => text.split_once([' ', 'T'])?,
    };
    let (time, days) = read_hour(time)?;
    let date = read_date(format, date)?;
    let date = if days == 0 { date } else { date.succ_opt()? };
    Some(Label::Wall(NaiveDateTime::new(date, time)))
}

/// Reads a day, whatever time follows.
pub(super) fn read_day(format: DateFormat, text: &str, zone: Zone) -> Option<LocalDay> {
    match read(format, text, None) {
        Some(label) => Some(label.wall(zone).date()),
        None => read_date(format, text.trim().split([' ', 'T']).next()?),
    }
}

fn unix(text: &str) -> Option<Label> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        9 | 10 => number,
        12 | 13 if number % 1_000 == 0 => number / 1_000,
        _ => return None,
    };
    Some(Label::At(Instant(seconds)))
}

/// `202310290130`, `20231029013000`, with or without a space or a `T` between.
fn compact(text: &str) -> Option<(&str, &str)> {
    let (date, time) = text.split_at_checked(8)?;
    Some((date, time.trim_start_matches([' ', 'T'])))
}

/// A date in this format, from 1970 to 2199.
pub(super) fn read_date(format: DateFormat, text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = match format {
        DateFormat::Compact if text.len() == 8 && text.is_ascii() => {
            vec![text.get(..4)?, text.get(4..6)?, text.get(6..)?]
        }
        DateFormat::Compact | DateFormat::Unix => return None,
        _ => text.split(['-', '/', '.']).collect(),
    };
    let [one, two, three] = parts[..] else { return None };
    let (year, month, day) = match format {
        DateFormat::DayFirst => (three, two, one),
        DateFormat::MonthFirst => (three, one, two),
        _ => (one, two, three),
    };
    let short = |part: &str| if part.len() <= 2 { part.parse::<u32>().ok() } else { None };
    let year = match (year.len(), format) {
        (4, _) => year.parse::<i32>().ok()?,
        (2, DateFormat::DayFirst | DateFormat::MonthFirst) => 2_000 + year.parse::<i32>().ok()?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, short(month)?, short(day)?).filter(|date| (1970..2200).contains(&date.year()))
}

/// `13:30`, `13:30:00`, `13h30`, `1330`, `1:30 PM`, and `24:00`, which is a day later.
pub(super) fn read_hour(text: &str) -> Option<(NaiveTime, u8)> {
    let text = text.trim().to_lowercase().replace('h', ":");
    let text = text.trim_end_matches(':');
    if matches!(text, "24:00" | "24:00:00" | "2400" | "24") {
        return Some((NaiveTime::MIN, 1));
    }
    let with_minutes = if text.len() <= 2 && !text.is_empty() { format!("{text}:00") } else { text.to_owned() };
    let formats = ["%H:%M:%S%.f", "%H:%M", "%H%M", "%H%M%S", "%I:%M %p", "%I:%M:%S %p"];
    let time = formats.iter().find_map(|format| NaiveTime::parse_from_str(&with_minutes, format).ok());
    time.map(|time| (time, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_in_one_cell_or_in_two() {
        for (format, text, hour) in [
            (DateFormat::Iso, "2023-10-29 13:30", None),
            (DateFormat::Iso, "2023-10-29T13:30:00+01:00", None),
            (DateFormat::DayFirst, "29.10.2023 13:30:00", None),
            (DateFormat::DayFirst, "29/10/23", Some("13h30")),
            (DateFormat::MonthFirst, "10/29/2023 1:30 PM", None),
            (DateFormat::Compact, "202310291330", None),
            (DateFormat::Compact, "20231029", Some("1330")),
            (DateFormat::Unix, "1698582600", None),
            (DateFormat::Unix, "1698582600000", None),
        ] {
            let wall = read(format, text, hour).unwrap().wall(Zone::PARIS);
            assert_eq!(wall.to_string(), "2023-10-29 13:30:00", "{text}");
        }
        let midnight = read(DateFormat::DayFirst, "28/10/2023 24:00", None).unwrap().wall(Zone::PARIS);
        assert_eq!(midnight.to_string(), "2023-10-29 00:00:00");
        assert_eq!(read_day(DateFormat::DayFirst, "29/10/2023", Zone::PARIS).unwrap().to_string(), "2023-10-29");
        assert_eq!(read_day(DateFormat::Iso, "2023-10-28T22:00:00Z 	", Zone::PARIS).unwrap().to_string(), "2023-10-29");
    }

    #[test]
    fn what_is_no_date() {
        for format in DateFormat::ALL {
            for text in ["", "é", "29/10", "31/31/2023 00:00", "2023-10-29 25:00", "12", "+262142-01-01 00:00"] {
                assert_eq!(read(format, text, None), None, "{text}");
            }
        }
    }
}
