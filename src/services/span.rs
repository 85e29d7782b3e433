//! The stretch of time that a caller of the API asks for: local days of the building (`YYYY-MM-DD`), or instants
//! (RFC 3339).

use super::{App, buildings};
use crate::{
    analytics::zone::Zone,
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::BuildingId,
        time::{Instant, Interval, LocalDay},
    },
};
use chrono::{DateTime, Days};

/// What a caller may write.
pub const EXPECTED: &str = "YYYY-MM-DD, RFC 3339";

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A local day of the building, whole.
    Day(LocalDay),
    /// An instant.
    At(Instant),
}

/// A stretch of time, resolved in the building's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Exactly what was asked.
    pub within: Interval,
    /// The first local day that it touches.
    pub first: LocalDay,
    /// The first local day after.
    pub end: LocalDay,
}

impl When {
    /// Reads `text`, if there is any.
    ///
    /// # Errors
    /// [`AppError::InvalidField`] with the name of the field.
    pub fn parse(field: &str, text: Option<&str>) -> Result<Option<Self>, AppError> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        if let Ok(day) = text.parse::<LocalDay>() {
            return Ok(Some(Self::Day(day)));
        }
        // A `+` that was not escaped arrives as a space.
        match DateTime::parse_from_rfc3339(&text.replace(' ', "+")) {
            Ok(at) => Ok(Some(Self::At(Instant(at.timestamp())))),
            Err(_) => Err(refused(field)),
        }
    }

    /// As [`When::parse`], and there must be one.
    ///
    /// # Errors
    /// [`AppError::InvalidField`] with the name of the field.
    pub fn required(field: &str, text: Option<&str>) -> Result<Self, AppError> {
        Self::parse(field, text)?.ok_or_else(|| refused(field))
    }

    fn day(self, zone: Zone) -> LocalDay {
        match self {
            Self::Day(day) => day,
            Self::At(at) => zone.day(at),
        }
    }

    fn begins(self, zone: Zone) -> Instant {
        match self {
            Self::Day(day) => zone.bounds(day).start,
            Self::At(at) => at,
        }
    }

    /// A day is meant with all its hours, an instant is the first one that is not.
    fn ends(self, zone: Zone) -> Instant {
        match self {
            Self::Day(day) => zone.bounds(day).end,
            Self::At(at) => at,
        }
    }
}

fn refused(field: &str) -> AppError {
    AppError::InvalidField { field: field.to_owned(), expected: EXPECTED.to_owned() }
}

/// The stretch from `start` to `end` of a building that the actor may read. A last day is included, a last instant not.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see; [`AppError::EndBeforeStart`];
/// [`AppError::FutureDate`] when it begins in the future.
pub async fn span(app: &App, actor: &Actor, building: BuildingId, start: When, end: When) -> Result<Span, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, building).await?;
    resolve(buildings::zone(&building)?, start, end, app.clock.now())
}

/// The first and the last local day of a stretch of which either end may be left out: without a start it begins
/// `default_days` before its end, without an end it ends today. `None` when both are left out.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see.
pub async fn days(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    (start, end): (Option<When>, Option<When>),
    default_days: u64,
) -> Result<Option<(LocalDay, LocalDay)>, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, building).await?;
    if start.is_none() && end.is_none() {
        return Ok(None);
    }
    let zone = buildings::zone(&building)?;
    let last = end.unwrap_or(When::At(app.clock.now())).day(zone);
    let before = last.checked_sub_days(Days::new(default_days)).unwrap_or(last);
    Ok(Some((start.map_or(before, |start| start.day(zone)), last)))
}

fn resolve(zone: Zone, start: When, end: When, now: Instant) -> Result<Span, AppError> {
    let within = Interval { start: start.begins(zone), end: end.ends(zone) };
    if within.end <= within.start {
        return Err(AppError::EndBeforeStart);
    }
    if within.start > now {
        return Err(AppError::FutureDate { field: "start_date".to_owned() });
    }
    let last = zone.day(within.end.plus(-1));
    Ok(Span { within, first: zone.day(within.start), end: last.succ_opt().unwrap_or(last) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> LocalDay {
        LocalDay::from_ymd_opt(2026, 11, d).unwrap()
    }

    const NOW: Instant = Instant(1_795_251_600); // 2026-11-21T10:00 in Paris

    #[test]
    fn days_and_instants_are_read() {
        assert_eq!(When::parse("f", Some("2026-11-21")), Ok(Some(When::Day(day(21)))));
        for at in ["2026-11-21T09:00:00Z", "2026-11-21T10:00:00+01:00", "2026-11-21T10:00:00 01:00"] {
            assert_eq!(When::parse("f", Some(at)), Ok(Some(When::At(NOW))), "{at}");
        }
        assert_eq!(When::parse("f", None), Ok(None));
        for bad in ["2026-13-01", "yesterday", "2026-11-21T09:00:00", "21/11/2026"] {
            assert_eq!(When::parse("f", Some(bad)), Err(refused("f")), "{bad}");
        }
        assert_eq!(When::required("f", Some("")), Err(refused("f")));
    }

    #[test]
    fn a_last_day_is_included_and_a_last_instant_is_not() {
        let days = resolve(Zone::PARIS, When::Day(day(20)), When::Day(day(20)), NOW).unwrap();
        assert_eq!((days.within, days.first, days.end), (Zone::PARIS.bounds(day(20)), day(20), day(21)));
        let bounds = Zone::PARIS.bounds(day(20));
        assert_eq!(resolve(Zone::PARIS, When::At(bounds.start), When::At(bounds.end), NOW), Ok(days));
        let more = resolve(Zone::PARIS, When::Day(day(20)), When::At(bounds.end.plus(1)), NOW).unwrap();
        assert_eq!(more.end, day(22));
    }

    #[test]
    fn impossible_stretches() {
        let at = |start, end| resolve(Zone::PARIS, When::Day(day(start)), When::Day(day(end)), NOW);
        assert_eq!(at(20, 19), Err(AppError::EndBeforeStart));
        assert_eq!(at(22, 23), Err(AppError::FutureDate { field: "start_date".to_owned() }));
        assert!(at(21, 30).is_ok(), "a month that has begun may be asked for as a whole");
    }
}
