//! What the time labels of an Enedis load curve stand for: Paris wall-clock time without offset.

use super::LabelConvention;
use crate::{
    analytics::{labels, zone::Zone},
    domain::time::{Instant, LocalDay},
};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

/// How an answer labels its intervals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Labels {
    /// As Enedis, the old MyElectricalData gateway and conso-api: the end of the interval.
    #[default]
    End,
    /// As the new MyElectricalData gateway: Enedis' label with the step subtracted as if clocks never changed. On most
    /// days that is the start of the interval. In the night of a change it is not: the last half-hour of winter time,
    /// `03:00` for Enedis, becomes `02:30`, which the clock skips. So the step is added again before anything else.
    MovedBack,
}

impl Labels {
    /// What the labels mean on a day without change of the clock.
    #[must_use]
    pub fn convention(self) -> LabelConvention {
        match self {
            Self::End => LabelConvention::End,
            Self::MovedBack => LabelConvention::Start,
        }
    }

    /// The ends of the intervals with these labels and steps in seconds, in the same order.
    #[must_use]
    pub fn ends(self, labels: &[(NaiveDateTime, i64)]) -> Vec<Instant> {
        match self {
            Self::End => labels::resolve(Zone::PARIS, labels),
            Self::MovedBack => {
                let end = |(label, step): &(NaiveDateTime, i64)| {
                    let end = TimeDelta::try_seconds(*step).and_then(|step| label.checked_add_signed(step));
                    (end.unwrap_or(*label), *step)
                };
                labels::resolve(Zone::PARIS, &labels.iter().map(end).collect::<Vec<_>>())
            }
        }
    }
}

/// Which end of its interval a label names, by the days that were asked for: the point of midnight belongs to the first
/// of them (START) or comes after the last (END). `None` where neither or both are there.
#[must_use]
pub fn evidence(labels: &[NaiveDateTime], first: LocalDay, end: LocalDay) -> Option<LabelConvention> {
    match [first, end].map(|day| labels.contains(&day.and_time(NaiveTime::MIN))) {
        [true, false] => Some(LabelConvention::Start),
        [false, true] => Some(LabelConvention::End),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// The half-hours of a day by Enedis' labels, and by the gateway's.
    #[rstest]
    #[case(LocalDay::from_ymd_opt(2026, 10, 25).unwrap(), 50)]
    #[case(LocalDay::from_ymd_opt(2026, 3, 29).unwrap(), 46)]
    #[case(LocalDay::from_ymd_opt(2026, 11, 21).unwrap(), 48)]
    fn both_conventions_are_one_day(#[case] day: LocalDay, #[case] half_hours: usize) {
        let bounds = Zone::PARIS.bounds(day);
        let ends: Vec<Instant> =
            (1..).map(|n| bounds.start.plus(n * 1_800)).take_while(|at| *at <= bounds.end).collect();
        assert_eq!(ends.len(), half_hours);
        let labels: Vec<_> = ends.iter().map(|at| (Zone::PARIS.wall(*at), 1_800)).collect();
        assert_eq!(Labels::End.ends(&labels), ends);
        let moved: Vec<_> = labels.iter().map(|(label, step)| (*label - TimeDelta::minutes(30), *step)).collect();
        assert_eq!(Labels::MovedBack.ends(&moved), ends);
    }

    #[test]
    fn the_spring_label_that_no_clock_shows() {
        let label = |text: &str| (labels::parse_wall(text).unwrap(), 1_800);
        let end = Zone::PARIS.bounds(LocalDay::from_ymd_opt(2026, 3, 29).unwrap()).start.plus(7_200);
        assert_eq!(Labels::End.ends(&[label("2026-03-29 02:00"), label("2026-03-29 03:00")]), [end, end]);
        assert_eq!(Labels::MovedBack.ends(&[label("2026-03-29 02:30")]), [end]);
    }
}
