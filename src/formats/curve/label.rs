//! The labels of rows as files write them.

use crate::{
    analytics::{labels::parse_wall, zone::Zone},
    domain::time::{Instant, LocalDay},
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A wall-clock time without offset.
    Wall(NaiveDateTime),
    /// An instant: the label carries its offset.
    At(Instant),
}

impl Label {
    /// What the clock shows in `zone`.
    pub fn wall(self, zone: Zone) -> NaiveDateTime {
        match self {
            Self::Wall(wall) => wall,
            Self::At(at) => zone.wall(at),
        }
    }
}

/// Reads `2023-10-29T02:00:00+02:00` (RFC 3339, also with a space or an offset without colon), `2023-10-29 02:00:00` and
/// `29/10/2023 02:00`, with or without seconds. Only years from 1970 to 2199.
pub(crate) fn read_label(text: &str) -> Option<Label> {
    let text = text.trim();
    if text.len() > 19 {
        let at = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z"]
            .iter()
            .find_map(|format| DateTime::parse_from_str(text, format).ok())
            .or_else(|| DateTime::parse_from_rfc3339(text).ok());
        return at.filter(|at| (1970..2200).contains(&at.year())).map(|at| Label::At(Instant(at.timestamp())));
    }
    parse_wall(text).or_else(|| read_day_first(text)).map(Label::Wall)
}

/// `29/10/2023 02:00`, `29-10-2023 02:00:00`.
fn read_day_first(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once([' ', 'T'])?;
    Some(read_date(date)?.and_time(read_time(time.trim())?))
}

/// `DD-MM-YYYY`, `DD/MM/YYYY` or `DD.MM.YYYY`, within two centuries around now.
pub(crate) fn read_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split(['-', '/', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return None;
    }
    let year = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// `HH:MM:SS` or `HH:MM`.
pub(crate) fn read_time(text: &str) -> Option<NaiveTime> {
    ["%H:%M:%S", "%H:%M"].iter().find_map(|format| NaiveTime::parse_from_str(text, format).ok())
}

/// The local day that a label of a daily value names: its date, whatever time follows.
pub(crate) fn days_in(text: &str, zone: Zone) -> Option<LocalDay> {
    let text = text.trim();
    let date = text.get(..10).unwrap_or(text);
    let plain = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok().or_else(|| read_date(date));
    let day = if text.len() > 19 { read_label(text).map(|label| label.wall(zone).date()) } else { plain };
    day.filter(|day| (1970..2200).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_it() {
        for text in ["2023-10-29T01:30:00+02:00", "2023-10-29 01:30:00+0200", "2023-10-28T23:30:00Z"] {
            let Some(Label::At(at)) = read_label(text) else { panic!("{text}") };
            assert_eq!(at.to_rfc3339(), "2023-10-28T23:30:00Z");
        }
        for text in ["2023-10-29 01:30", "2023-10-29T01:30:00", "29/10/2023 01:30", "29-10-2023 01:30:00"] {
            let wall = read_label(text).unwrap().wall(Zone::PARIS);
            assert_eq!(wall.to_string(), "2023-10-29 01:30:00", "{text}");
        }
        for text in ["", "2023-10-29", "29/10/2023", "31/02/2023 00:00", "+262142-01-01T00:00:00+00:00", "é"] {
            assert_eq!(read_label(text), None, "{text}");
        }
    }

    #[test]
    fn days() {
        for text in ["2023-10-29", "29/10/2023", "2023-10-29 00:00:00", "2023-10-28T22:00:00Z"] {
            assert_eq!(days_in(text, Zone::PARIS).unwrap().to_string(), "2023-10-29", "{text}");
        }
        assert_eq!(days_in("é", Zone::PARIS), None);
    }
}
