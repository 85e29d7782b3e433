//! When a message is sent: at once, after the quiet hours, or with the next digest. Always by the wall clock of the
//! building that it is about.

use crate::{
    analytics::zone::{Wall, Zone},
    domain::{
        anomaly::Severity,
        notice::{Digest, Preference},
        rule::Channel,
        tariff::{Hours, Minute},
        time::{Instant, LocalDay},
    },
};
use chrono::{Datelike, NaiveTime, Timelike, Weekday};

/// When to send, and whether with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    /// Not before.
    pub at: Instant,
    /// Together with what else is gathered until then.
    pub in_digest: bool,
}

/// When a message of this severity that is written at `now` reaches somebody.
pub(super) fn due(preference: &Preference, channel: Channel, severity: Severity, zone: Zone, now: Instant) -> Due {
    let at_once = Due { at: now, in_digest: false };
    if channel == Channel::InApp || preference.critical_passes && severity == Severity::Critical {
        return at_once;
    }
    let gathered = match (channel, preference.digest) {
        (Channel::Email, Digest::Daily) => Some(next(zone, preference.digest_at, now, |_| true)),
        (Channel::Email, Digest::Weekly) => {
            Some(next(zone, preference.digest_at, now, |day| day.weekday() == Weekday::Mon))
        }
        _ => None,
    };
    let begins = Due { at: gathered.unwrap_or(now), in_digest: gathered.is_some() };
    Due { at: after_quiet(zone, preference.quiet, begins.at), ..begins }
}

/// The first instant after `now` at which the clock shows `time` on a day that fits. A time that the clock skips is the
/// one that it would have been; of a time that comes twice the first.
fn next(zone: Zone, time: Minute, now: Instant, fits: impl Fn(LocalDay) -> bool) -> Instant {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(time.of_day() * 60, 0).unwrap_or(NaiveTime::MIN);
    let today = zone.day(now);
    let candidates =
        today.iter_days().take(9).filter(|day| fits(*day)).map(|day| match zone.instants(day.and_time(time)) {
            Wall::Once(at) | Wall::Twice(at, _) | Wall::Skipped(at) => at,
        });
    candidates.into_iter().find(|at| *at > now).unwrap_or(now)
}

fn is_quiet(zone: Zone, quiet: Hours, at: Instant) -> bool {
    let wall = zone.wall(at);
    quiet.began(wall.hour() * 60 + wall.minute()).is_some()
}

/// The first instant from `at` on at which the clock is not within the quiet hours.
pub(in crate::services) fn after_quiet(zone: Zone, quiet: Option<Hours>, at: Instant) -> Instant {
    let Some(quiet) = quiet.filter(|quiet| is_quiet(zone, *quiet, at)) else { return at };
    let wall = zone.wall(at);
    let (minute, end) = (wall.hour() * 60 + wall.minute(), quiet.to.of_day() % 1_440);
    let minutes = i64::from((end + 1_440 - minute) % 1_440);
    let by_the_clock = at.plus(minutes * 60 - i64::from(wall.second()));
    if zone.offset_seconds(at) == zone.offset_seconds(by_the_clock) {
        return by_the_clock;
    }
    // The clock changes meanwhile, by an hour at most where anybody lives: the end is near, minute by minute.
    let mut candidate = by_the_clock.plus(-2 * 3_600).max(at.plus(-i64::from(wall.second())));
    while is_quiet(zone, quiet, candidate) || candidate < at {
        candidate = candidate.plus(60);
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{access::Role, notice::time_of_day};
    use proptest::prelude::*;

    fn minute(text: &str) -> Minute {
        time_of_day(text).unwrap()
    }

    fn quiet(from: &str, to: &str) -> Hours {
        Hours { from: minute(from), to: minute(to) }
    }

    /// An instant of Paris' wall clock, the first one where there are two.
    fn paris(text: &str) -> Instant {
        match Zone::PARIS.instants(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()) {
            Wall::Once(at) | Wall::Twice(at, _) | Wall::Skipped(at) => at,
        }
    }

    fn syndic() -> Preference {
        Preference::of(Role::Syndic)
    }

    fn email(preference: &Preference, severity: Severity, at: Instant) -> Due {
        due(preference, Channel::Email, severity, Zone::PARIS, at)
    }

    #[test]
    fn quiet_hours_end_by_the_clock_on_both_changes() {
        let night = Preference { quiet: Some(quiet("22:00", "07:00")), ..syndic() };
        // 23:00 to 07:00 are eight hours, seven in spring and nine in autumn.
        for (evening, morning, hours) in [
            ("2026-11-20 23:00", "2026-11-21 07:00", 8),
            ("2026-03-28 23:00", "2026-03-29 07:00", 7),
            ("2026-10-24 23:00", "2026-10-25 07:00", 9),
        ] {
            let due = email(&night, Severity::Major, paris(evening)).at;
            assert_eq!(due, paris(morning));
            assert_eq!(due.0 - paris(evening).0, hours * 3_600);
        }
    }

    #[test]
    fn quiet_hours_that_end_within_a_change() {
        let until = |to: &str, at: &str| after_quiet(Zone::PARIS, Some(quiet("22:00", to)), paris(at));
        // 02:30 does not exist in spring: quiet ends when the clock jumps from 02:00 to 03:00.
        assert_eq!(until("02:30", "2026-03-28 23:10"), paris("2026-03-29 03:00"));
        // In autumn the first 02:30 ends it.
        assert_eq!(until("02:30", "2026-10-24 23:10"), paris("2026-10-25 02:30"));
        assert_eq!(until("03:30", "2026-10-24 23:10").0 - paris("2026-10-24 23:10").0, (5 * 60 + 20) * 60);
    }

    #[test]
    fn critical_messages_pass_when_their_reader_says_so() {
        let night = Preference { quiet: Some(quiet("22:00", "07:00")), digest: Digest::Weekly, ..syndic() };
        let at = paris("2026-11-20 23:00");
        assert_eq!(email(&night, Severity::Critical, at), Due { at, in_digest: false });
        let never = Preference { critical_passes: false, ..night };
        assert!(email(&never, Severity::Critical, at).at > at);
        assert_eq!(due(&never, Channel::InApp, Severity::Minor, Zone::PARIS, at).at, at, "the page is never quiet");
        let sms = due(&never, Channel::Sms, Severity::Minor, Zone::PARIS, at);
        assert_eq!(sms, Due { at: paris("2026-11-21 07:00"), in_digest: false }, "only e-mails are gathered");
    }

    #[test]
    fn digests_come_once_a_day_or_on_mondays() {
        let daily = Preference { digest: Digest::Daily, ..syndic() };
        let gathered = |preference: &Preference, at| email(preference, Severity::Minor, paris(at));
        let due = |at| Due { at: paris(at), in_digest: true };
        assert_eq!(gathered(&daily, "2026-11-20 07:29"), due("2026-11-20 07:30"));
        assert_eq!(gathered(&daily, "2026-11-20 07:30"), due("2026-11-21 07:30"));
        let weekly = Preference { digest: Digest::Weekly, ..syndic() };
        assert_eq!(gathered(&weekly, "2026-11-20 12:00"), due("2026-11-23 07:30"));
        assert_eq!(gathered(&weekly, "2026-11-23 12:00"), due("2026-11-30 07:30"));
        let early = Preference { digest_at: minute("02:30"), ..daily.clone() };
        assert_eq!(gathered(&early, "2026-03-28 12:00"), due("2026-03-29 03:30"), "02:30 does not exist");
        let late = Preference { quiet: Some(quiet("22:00", "09:00")), ..daily };
        assert_eq!(gathered(&late, "2026-11-20 12:00"), due("2026-11-21 09:00"));
    }

    proptest! {
        #[test]
        fn the_end_is_the_first_loud_minute(start in 1_760_000_000_i64..1_800_000_000, from in 0_u16..1_440, to in 0_u16..1_440) {
            let at = |minutes: u16| Minute::new(minutes / 60, minutes % 60).unwrap();
            let hours = Hours { from: at(from), to: at(to) };
            prop_assume!(hours.is_possible());
            let start = Instant(start);
            let end = after_quiet(Zone::PARIS, Some(hours), start);
            prop_assert!(!is_quiet(Zone::PARIS, hours, end) && end >= start && end.0 - start.0 <= 25 * 3_600);
            if end > start {
                prop_assert!(is_quiet(Zone::PARIS, hours, end.plus(-60)) && is_quiet(Zone::PARIS, hours, start));
            }
        }
    }
}
