//! When something that is done at local times of the day is due next.

use super::zone::{Wall, Zone};
use crate::domain::time::{Instant, LocalDay};
use chrono::NaiveTime;

/// Times of the local day, every day. A time that the clock skips is the instant at which it would have come; one that it
/// shows twice counts once, the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timetable<'a> {
    /// Whose clock.
    pub zone: Zone,
    /// At least one.
    pub times: &'a [NaiveTime],
}

/// `hour:minute` of a constant; midnight for what is no time.
#[must_use]
pub const fn clock(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

impl Timetable<'_> {
    /// The first instant after `after` at which it is due.
    #[must_use]
    pub fn next(&self, after: Instant) -> Instant {
        let at = |day: LocalDay, time: &NaiveTime| match self.zone.instants(day.and_time(*time)) {
            Wall::Once(at) | Wall::Twice(at, _) | Wall::Skipped(at) => at,
        };
        // A time that was skipped yesterday may be due after midnight of today.
        let days = self.zone.day(after).pred_opt().into_iter().flat_map(|day| day.iter_days().take(4));
        let all = days.flat_map(|day| self.times.iter().map(move |time| at(day, time)));
        all.filter(|at| *at > after).min().unwrap_or(after.plus(24 * 3_600))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NIGHT: Timetable<'_> = Timetable { zone: Zone::PARIS, times: &[clock(2, 30)] };
    const DAY: Timetable<'_> = Timetable { zone: Zone::PARIS, times: &[clock(8, 0), clock(12, 0)] };

    fn wall(text: &str) -> Instant {
        match Zone::PARIS.instants(text.parse().unwrap()) {
            Wall::Once(at) | Wall::Twice(at, _) | Wall::Skipped(at) => at,
        }
    }

    #[test]
    fn local_times_also_when_the_clocks_change() {
        assert_eq!(DAY.next(wall("2026-11-21T07:59:00")), wall("2026-11-21T08:00:00"));
        assert_eq!(DAY.next(wall("2026-11-21T08:00:00")), wall("2026-11-21T12:00:00"));
        assert_eq!(DAY.next(wall("2026-10-24T13:00:00")), wall("2026-10-25T08:00:00"), "25 hours");
        // In spring 02:30 does not exist: the clock shows 03:30 then.
        assert_eq!(NIGHT.next(wall("2026-03-28T12:00:00")), wall("2026-03-29T03:30:00"));
        // In autumn it comes twice: once is enough.
        let first = NIGHT.next(wall("2026-10-24T12:00:00"));
        assert_eq!(first, wall("2026-10-25T02:30:00"));
        assert_eq!(NIGHT.next(first), wall("2026-10-26T02:30:00"));
    }

    proptest! {
        #[test]
        fn once_on_every_day(start in 1_700_000_000_i64..1_900_000_000) {
            let mut at = Instant(start);
            for _ in 0..10 {
                let next = NIGHT.next(at);
                let hours = (next.0 - at.0) / 3_600;
                prop_assert!(next > at && (at == Instant(start) || (22..=26).contains(&hours)));
                at = next;
            }
        }
    }
}
