//! Instants, half-open intervals and calendar periods, without any time-zone database.
//!
//! What needs a zone (which local day an instant belongs to, where that day starts) is in `analytics::zone`, on the
//! server only. A [`LocalDay`] is always a day of the *building's* zone.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A calendar day in the building's time zone.
pub type LocalDay = NaiveDate;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type))]
#[cfg_attr(feature = "ssr", sqlx(transparent))]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// The instant `seconds` later (earlier when negative).
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// RFC 3339 in UTC, for JSON and logs.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        chrono::DateTime::from_timestamp(self.0, 0)
            .map_or_else(String::new, |at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
    }
}

/// `[start, end)` in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    /// First instant inside.
    pub start: Instant,
    /// First instant after.
    pub end: Instant,
}

impl Interval {
    /// `[start, start + seconds)`.
    #[must_use]
    pub fn from_start(start: Instant, seconds: i64) -> Self {
        Self { start, end: start.plus(seconds) }
    }

    /// Length in seconds.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.end.0 - self.start.0
    }

    /// Whether the two share any instant.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `at` lies inside.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }
}

/// Reads an ISO 8601 duration of minutes or hours (`PT10M`, `PT1H`, `PT60M`) as seconds.
#[must_use]
pub fn parse_step(text: &str) -> Option<i64> {
    let rest = text.trim().strip_prefix("PT")?;
    let (number, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let number: i64 = number.parse().ok().filter(|n| (1..=1_440).contains(n))?;
    match unit {
        "M" => Some(number * 60),
        "H" => Some(number * 3_600),
        _ => None,
    }
}

/// The kind of a calendar period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodKind {
    /// One local day, 23, 24 or 25 hours.
    Day,
    /// ISO week, Monday to Sunday.
    Week,
    /// Calendar month.
    #[default]
    Month,
    /// Calendar year.
    Year,
    /// So many local days, from any day on.
    Span(u16),
}

impl PeriodKind {
    /// The kinds of the calendar, shortest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The word used in URLs and in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Span(_) => "custom",
        }
    }
}

impl FromStr for PeriodKind {
    type Err = ();

    /// A kind of the calendar: a span is not told by its kind alone.
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// The longest span, in days: a leap year.
pub const LONGEST_SPAN: u16 = 366;

/// A day, ISO week, month or year of the calendar, or a span of days: `[first, end)` in local days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// Which kind.
    pub kind: PeriodKind,
    /// First local day inside.
    pub first: LocalDay,
}

impl Period {
    /// From one local day to another, both included, at most [`LONGEST_SPAN`]; in whichever order they are given.
    #[must_use]
    pub fn between(one: LocalDay, other: LocalDay) -> Self {
        let days = (one - other).num_days().unsigned_abs().saturating_add(1);
        let days = u16::try_from(days).unwrap_or(LONGEST_SPAN).min(LONGEST_SPAN);
        Self { kind: PeriodKind::Span(days), first: one.min(other) }
    }

    /// The period of this kind that contains `day`; the span that ends with it.
    #[must_use]
    pub fn up_to(kind: PeriodKind, day: LocalDay) -> Self {
        let first = match kind {
            PeriodKind::Span(days) => day.checked_sub_days(Days::new(u64::from(days.saturating_sub(1)))),
            _ => None,
        };
        first.map_or_else(|| Self::containing(kind, day), |first| Self { kind, first })
    }

    /// The period of this kind that contains `day`; the span that begins with it.
    #[must_use]
    pub fn containing(kind: PeriodKind, day: LocalDay) -> Self {
        let first = match kind {
            PeriodKind::Day | PeriodKind::Span(_) => Some(day),
            PeriodKind::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))),
            PeriodKind::Month => day.with_day(1),
            PeriodKind::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        Self { kind, first: first.unwrap_or(day) }
    }

    /// First local day after the period.
    #[must_use]
    pub fn end(self) -> LocalDay {
        self.shifted(1)
    }

    /// Last local day inside.
    #[must_use]
    pub fn last(self) -> LocalDay {
        self.end().pred_opt().unwrap_or(self.first)
    }

    /// The period before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self { first: self.shifted(-1), ..self }
    }

    /// The period after.
    #[must_use]
    pub fn next(self) -> Self {
        Self { first: self.end(), ..self }
    }

    /// The same period one year before: days, weeks and spans 364 days earlier, so that weekdays meet; months and years
    /// by the calendar.
    #[must_use]
    pub fn same_last_year(self) -> Self {
        let first = match self.kind {
            PeriodKind::Day | PeriodKind::Week | PeriodKind::Span(_) => self.first.checked_sub_days(Days::new(364)),
            PeriodKind::Month | PeriodKind::Year => self.first.checked_sub_months(Months::new(12)),
        };
        Self { first: first.unwrap_or(self.first), ..self }
    }

    /// The local days inside, in order.
    pub fn days(self) -> impl Iterator<Item = LocalDay> {
        let end = self.end();
        self.first.iter_days().take_while(move |day| *day < end)
    }

    fn shifted(self, by: i32) -> LocalDay {
        let count = by.unsigned_abs();
        let days = |n: u32| Days::new(u64::from(n) * u64::from(count));
        let months = |n: u32| Months::new(n * count);
        let shifted = match (self.kind, by >= 0) {
            (PeriodKind::Day, true) => self.first.checked_add_days(days(1)),
            (PeriodKind::Day, false) => self.first.checked_sub_days(days(1)),
            (PeriodKind::Week, true) => self.first.checked_add_days(days(7)),
            (PeriodKind::Week, false) => self.first.checked_sub_days(days(7)),
            (PeriodKind::Span(n), true) => self.first.checked_add_days(days(u32::from(n.max(1)))),
            (PeriodKind::Span(n), false) => self.first.checked_sub_days(days(u32::from(n.max(1)))),
            (PeriodKind::Month, true) => self.first.checked_add_months(months(1)),
            (PeriodKind::Month, false) => self.first.checked_sub_months(months(1)),
            (PeriodKind::Year, true) => self.first.checked_add_months(months(12)),
            (PeriodKind::Year, false) => self.first.checked_sub_months(months(12)),
        };
        shifted.unwrap_or(self.first)
    }
}

impl fmt::Display for Period {
    /// The form of the URL: `2026-11-21`, `2026-W47`, `2026-11`, `2026`; of a span its first day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.kind {
            PeriodKind::Day | PeriodKind::Span(_) => write!(f, "{year:04}-{month:02}-{:02}", self.first.day()),
            PeriodKind::Week => {
                let week = self.first.iso_week();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            PeriodKind::Month => write!(f, "{year:04}-{month:02}"),
            PeriodKind::Year => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('-').collect();
        let number = |s: &str| {
            if s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<u32>().ok() } else { None }
        };
        let year = parts.first().filter(|y| y.len() == 4).and_then(|y| number(y)).ok_or(())?;
        let year = i32::try_from(year).map_err(|_| ())?;
        let (kind, first) = match parts[1..] {
            [] => (PeriodKind::Year, NaiveDate::from_ymd_opt(year, 1, 1)),
            [month] => match month.strip_prefix('W') {
                Some(week) => (
                    PeriodKind::Week,
                    number(week).and_then(|w| NaiveDate::from_isoywd_opt(year, w, chrono::Weekday::Mon)),
                ),
                None => (PeriodKind::Month, number(month).and_then(|m| NaiveDate::from_ymd_opt(year, m, 1))),
            },
            [month, day] => {
                (PeriodKind::Day, number(month).zip(number(day)).and_then(|(m, d)| NaiveDate::from_ymd_opt(year, m, d)))
            }
            _ => return Err(()),
        };
        first.map(|first| Self { kind, first }).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_written_as_they_are_read() {
        for text in ["2026-11-21", "2026-W47", "2026-W01", "2020-W53", "2026-11", "2026"] {
            assert_eq!(period(text).to_string(), text);
        }
        for bad in ["", "26", "2026-13", "2026-W54", "2026-02-30", "2026-1-1-1", "abcd", "2026-W", "+026"] {
            assert_eq!(bad.parse::<Period>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn neighbours() {
        assert_eq!(period("2026-01").previous(), period("2025-12"));
        assert_eq!(period("2026-12-31").next(), period("2027-01-01"));
        assert_eq!(period("2026-W01").previous(), period("2025-W52"));
        assert_eq!(period("2024").days().count(), 366);
        assert_eq!(period("2026-11").last(), LocalDay::from_ymd_opt(2026, 11, 30).unwrap());
    }

    #[test]
    fn last_year_keeps_the_weekday_of_days() {
        let day = period("2026-11-20");
        assert_eq!(day.same_last_year().first.weekday(), day.first.weekday());
        assert_eq!(period("2026-11").same_last_year(), period("2025-11"));
    }

    #[test]
    fn spans() {
        let day = |text: &str| text.parse::<LocalDay>().unwrap();
        let span = Period::between(day("2026-11-20"), day("2026-11-03"));
        assert_eq!((span.first, span.last(), span.days().count()), (day("2026-11-03"), day("2026-11-20"), 18));
        assert_eq!((span.next().first, span.previous().first), (day("2026-11-21"), day("2026-10-16")));
        assert_eq!(span.same_last_year().first, day("2025-11-04"));
        assert_eq!(Period::up_to(span.kind, day("2026-11-21")).last(), day("2026-11-21"));
        let long = Period::between(day("2020-01-01"), day("2026-01-01"));
        assert_eq!(long.days().count(), usize::from(LONGEST_SPAN));
        assert_eq!("custom".parse::<PeriodKind>(), Err(()));
    }

    #[test]
    fn steps() {
        assert_eq!(parse_step("PT10M"), Some(600));
        assert_eq!(parse_step("PT1H"), Some(3_600));
        assert_eq!(parse_step("PT60M"), Some(3_600));
        for bad in ["", "PT", "P1D", "PT0M", "PT-5M", "PT10S", "PT9999999M", "PTé"] {
            assert_eq!(parse_step(bad), None, "{bad}");
        }
    }
}
