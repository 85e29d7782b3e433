//! The building's time zone: which local day an instant belongs to and where that day begins.

use crate::{
    domain::time::{Instant, Interval, LocalDay},
    views::shared::WallTime,
};
use chrono::{DateTime, MappedLocalTime, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::{OffsetName, Tz};

/// A zone of the IANA database. The server's and the viewer's zones never matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

/// What a local wall-clock time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wall {
    /// One instant.
    Once(Instant),
    /// The clock shows it twice: earlier and later instant.
    Twice(Instant, Instant),
    /// The clock skips it; the instant that the old offset gives.
    Skipped(Instant),
}

impl Zone {
    /// Metropolitan France.
    pub const PARIS: Self = Self(Tz::Europe__Paris);
    /// Belgium.
    pub const BRUSSELS: Self = Self(Tz::Europe__Brussels);

    /// By IANA name; `None` when there is no such zone.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Wall-clock date and time at `at`.
    #[must_use]
    pub fn wall(self, at: Instant) -> NaiveDateTime {
        self.at(at).naive_local()
    }

    /// The same for the screens: marked `CET` or `CEST` where the clock shows the time twice.
    #[must_use]
    pub fn wall_time(self, at: Instant) -> WallTime {
        let wall = self.wall(at);
        let doubled = matches!(self.instants(wall), Wall::Twice(..));
        let zone_mark = if doubled { self.abbreviation(at) } else { String::new() };
        WallTime { day: wall.date(), hour: wall.hour(), minute: wall.minute(), zone_mark }
    }

    /// `CET`, `CEST`: tells the two 02:00 of October apart.
    #[must_use]
    pub fn abbreviation(self, at: Instant) -> String {
        self.at(at).offset().abbreviation().unwrap_or_default().to_owned()
    }

    /// Seconds east of UTC at `at`.
    #[must_use]
    pub fn offset_seconds(self, at: Instant) -> i32 {
        self.at(at).offset().fix().local_minus_utc()
    }

    /// The local day of an instant; of an interval it is the day of its *start*.
    #[must_use]
    pub fn day(self, at: Instant) -> LocalDay {
        self.wall(at).date()
    }

    /// `[midnight, next midnight)` of a local day: 23, 24 or 25 hours.
    #[must_use]
    pub fn bounds(self, day: LocalDay) -> Interval {
        let next = day.succ_opt().unwrap_or(day);
        Interval { start: self.midnight(day), end: self.midnight(next) }
    }

    /// The instants of the local days `[first, end)`.
    #[must_use]
    pub fn span(self, first: LocalDay, end: LocalDay) -> Interval {
        Interval { start: self.midnight(first), end: self.midnight(end) }
    }

    /// What a wall-clock time stands for.
    #[must_use]
    pub fn instants(self, wall: NaiveDateTime) -> Wall {
        let stamp = |at: DateTime<Tz>| Instant(at.timestamp());
        match self.0.from_local_datetime(&wall) {
            MappedLocalTime::Single(at) => Wall::Once(stamp(at)),
            MappedLocalTime::Ambiguous(a, b) => Wall::Twice(stamp(a.min(b)), stamp(a.max(b))),
            MappedLocalTime::None => {
                // Two hours before every skipped time the old offset still holds.
                let before = wall - chrono::TimeDelta::hours(2);
                let offset =
                    self.0.offset_from_local_datetime(&before).earliest().map_or(0, |o| o.fix().local_minus_utc());
                Wall::Skipped(Instant(wall.and_utc().timestamp() - i64::from(offset)))
            }
        }
    }

    fn midnight(self, day: LocalDay) -> Instant {
        match self.instants(day.and_time(NaiveTime::MIN)) {
            // Zones that change at midnight: the day begins at the first instant that bears its date.
            Wall::Once(at) | Wall::Twice(at, _) | Wall::Skipped(at) => at,
        }
    }

    fn at(self, at: Instant) -> DateTime<Tz> {
        DateTime::<Utc>::from_timestamp(at.0, 0).unwrap_or_default().with_timezone(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> LocalDay {
        LocalDay::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn days_of_23_and_25_hours() {
        assert_eq!(Zone::PARIS.bounds(day(2026, 3, 29)).seconds(), 23 * 3_600);
        assert_eq!(Zone::PARIS.bounds(day(2026, 10, 25)).seconds(), 25 * 3_600);
        assert_eq!(Zone::PARIS.bounds(day(2026, 11, 21)).seconds(), 24 * 3_600);
    }

    #[test]
    fn skipped_and_doubled_hours() {
        let two = |d: LocalDay| d.and_hms_opt(2, 0, 0).unwrap();
        let spring = Zone::PARIS.bounds(day(2026, 3, 29)).start;
        assert_eq!(Zone::PARIS.instants(two(day(2026, 3, 29))), Wall::Skipped(spring.plus(2 * 3_600)));
        let autumn = Zone::PARIS.bounds(day(2026, 10, 25)).start;
        assert_eq!(
            Zone::PARIS.instants(two(day(2026, 10, 25))),
            Wall::Twice(autumn.plus(2 * 3_600), autumn.plus(3 * 3_600))
        );
    }

    #[test]
    fn only_doubled_times_are_marked() {
        let midnight = Zone::PARIS.bounds(day(2026, 10, 25)).start;
        let marks: Vec<_> = (1..5).map(|h| Zone::PARIS.wall_time(midnight.plus(h * 3_600))).collect();
        assert_eq!(marks.iter().map(|w| w.hour).collect::<Vec<_>>(), [1, 2, 2, 3]);
        assert_eq!(marks.iter().map(|w| w.zone_mark.as_str()).collect::<Vec<_>>(), ["", "CEST", "CET", ""]);
    }

    #[test]
    fn overseas_france_has_its_own_days() {
        let reunion = Zone::parse("Indian/Reunion").unwrap();
        let at = Instant(1_795_212_000); // 2026-11-20T22:00Z
        assert_eq!(Zone::PARIS.day(at), day(2026, 11, 20));
        assert_eq!(reunion.day(at), day(2026, 11, 21));
        assert_eq!(Zone::parse("Europe/Atlantis"), None);
    }

    proptest! {
        /// Expected points of a local day = its minutes / step, for every day and step in use.
        #[test]
        fn days_tile_time_and_are_whole_steps(offset in 0_i64..20_000, brussels: bool) {
            let zone = if brussels { Zone::BRUSSELS } else { Zone::PARIS };
            let today = day(1990, 1, 1) + chrono::TimeDelta::days(offset);
            let bounds = zone.bounds(today);
            prop_assert_eq!(bounds.end, zone.bounds(today.succ_opt().unwrap()).start);
            prop_assert!([23, 24, 25].contains(&(bounds.seconds() / 3_600)));
            for step in [300, 600, 900, 1_800, 3_600] {
                prop_assert_eq!(bounds.seconds() % step, 0);
            }
            prop_assert_eq!(zone.day(bounds.start), today);
            prop_assert_eq!(zone.day(bounds.end.plus(-1)), today);
        }
    }
}
