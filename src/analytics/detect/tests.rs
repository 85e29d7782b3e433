//! Each kind of rule finds what it is for, says nothing else, and says the same whenever it is asked.

use super::*;
use crate::{
    analytics::{rollup, zone::Zone},
    domain::{
        anomaly::Severity,
        reading::{DayRollup, Reading},
        series::{Quality, SeriesKind, Source},
        tariff::{Hours, Minute},
        units::Joules,
    },
};
use chrono::{Datelike, TimeDelta, Timelike};

const ZONE: Zone = Zone::PARIS;

fn day(number: i64) -> LocalDay {
    LocalDay::from_ymd_opt(2026, 1, 5).unwrap() + TimeDelta::days(number)
}

/// A little chance that is always the same, from -1 to 1.
fn swing(number: i64) -> f64 {
    f64::from(u8::try_from((number * 7_919 + 13).rem_euclid(101)).unwrap()) / 50.0 - 1.0
}

/// Half-hours of some days; `watts` is told the number of the day and the minute of the local day.
fn readings(days: i64, watts: impl Fn(i64, u32) -> f64) -> Vec<Reading> {
    let mut readings = Vec::new();
    for number in 0..days {
        let bounds = ZONE.bounds(day(number));
        for slot in 0..bounds.seconds() / 1_800 {
            let start = bounds.start.plus(slot * 1_800);
            let minute = ZONE.wall(start).hour() * 60 + ZONE.wall(start).minute();
            #[expect(clippy::cast_possible_truncation, reason = "some kW")]
            let value = Some(watts(number, minute) as i64 * 1_800);
            readings.push(Reading { start, step: 1_800, value, quality: Quality::Raw, source: Source::Enedis });
        }
    }
    readings
}

fn rollups(readings: &[Reading]) -> Vec<DayRollup> {
    let of = |(day, of)| rollup::of_day(ZONE, SeriesKind::ElectricityConsumption, day, of, None);
    rollup::by_day(ZONE, readings).map(of).collect()
}

fn built(readings: &[Reading], hours: Option<Hours>) -> Vec<Day> {
    days(&Received { zone: ZONE, rollups: &rollups(readings), readings, temperature: &[] }, hours)
}

fn meter(days: &[Day]) -> Meter<'_> {
    Meter {
        calendar: Calendar::France,
        days,
        subscribed_watts: Some(9_000),
        known_until: None,
        due_until: None,
        consent_ends: None,
        today: day(0),
    }
}

fn found(kind: RuleKind, days: &[Day], from: i64) -> Vec<Finding> {
    findings(kind, &kind.defaults(), &meter(days), day(from))
}

/// An office: little on free days, and a little chance.
fn office(number: i64, minute: u32) -> f64 {
    let open = !Calendar::France.is_holiday(day(number)) && day(number).weekday().num_days_from_monday() < 5;
    let work = if open && (480..1_140).contains(&minute) { 4_000.0 } else { 0.0 };
    (1_000.0 + work) * (1.0 + 0.03 * swing(number))
}

#[test]
fn weekends_holidays_and_both_clock_changes_are_usual_and_a_busy_sunday_is_not() {
    let quiet = built(&readings(330, office), None);
    assert_eq!(found(RuleKind::Unusual, &quiet, 0), []);
    assert!(found(RuleKind::OverConsumption, &quiet, 0).len() > 30, "the mean of seven days finds Mondays");
    let sunday = 125;
    assert_eq!(day(sunday).weekday(), chrono::Weekday::Sun);
    let busy = |number, minute| office(number, minute) * if number == sunday { 1.6 } else { 1.0 };
    let busy = built(&readings(330, busy), None);
    let [only] = found(RuleKind::Unusual, &busy, 0)[..] else { panic!("one finding") };
    assert_eq!((only.day, only.severity), (day(sunday), Severity::Major));
    assert!((1_500..1_700).contains(&only.per_mille().unwrap()) && only.low < only.expected && only.high < only.value);
}

#[test]
fn a_verdict_depends_on_the_days_before_only_and_on_no_more_than_the_look_back() {
    let wild = |number: i64, minute| office(number, minute) * if number % 37 == 5 { 1.8 } else { 1.0 };
    let (readings, hours) = (readings(300, wild), RuleKind::Night.defaults().hours);
    let all = built(&readings, hours);
    for kind in RuleKind::ALL {
        let whole = found(kind, &all, 0);
        for end in [200, 250, 299] {
            let from = end - 20;
            let cut: Vec<Day> = all
                .iter()
                .filter(|of| of.day <= day(end) && of.day >= day(from) - TimeDelta::days(LOOKBACK_DAYS))
                .copied()
                .collect();
            let inside = |finding: &&Finding| finding.seen >= day(from) && finding.seen <= day(end);
            let expected: Vec<Finding> = whole.iter().filter(inside).copied().collect();
            assert_eq!(found(kind, &cut, from), expected, "{kind:?}");
        }
    }
}

#[test]
fn a_pump_that_never_stops_is_one_finding_on_the_day_it_began() {
    let pump = |number: i64, minute| office(number, minute) + if number >= 100 { 400.0 } else { 0.0 };
    let days = built(&readings(180, pump), None);
    let [only] = found(RuleKind::BaseLoad, &days, 0)[..] else { panic!("one finding") };
    assert_eq!((only.day, only.severity), (day(100), Severity::Minor));
    assert!((day(102)..=day(104)).contains(&only.seen));
    assert_eq!(found(RuleKind::BaseLoad, &days, 105), []);
    assert_eq!(found(RuleKind::BaseLoad, &built(&readings(180, office), None), 0), []);
}

#[test]
fn light_that_was_left_on_is_found_on_the_day_on_which_the_night_ends() {
    let lit = |number: i64, minute: u32| {
        let on = number == 120 && minute >= 1_200 || number == 121 && minute < 420;
        office(number, minute) + if on { 600.0 } else { 0.0 }
    };
    let hours = RuleKind::Night.defaults().hours;
    let days = built(&readings(160, lit), hours);
    let nights = found(RuleKind::Night, &days, 0);
    assert_eq!(nights.iter().map(|finding| finding.day).collect::<Vec<_>>(), [day(121)]);
    assert_eq!(days[10].within.unwrap().seconds, 6 * 3_600);
    // The night of the clock change in March has an hour less.
    assert_eq!(days[83].day, LocalDay::from_ymd_opt(2026, 3, 29).unwrap());
    assert_eq!(days[83].within.unwrap().seconds, 5 * 3_600);
    assert_eq!(days[0].within, None, "its evening is not known");
}

#[test]
fn hours_are_split_in_proportion_and_holes_are_not_energy() {
    let at = |hour, minute| Minute::new(hour, minute).unwrap();
    let hours = Some(Hours { from: at(10, 15), to: at(11, 0) });
    let mut readings = readings(1, |_, _| 1_000.0);
    assert_eq!(built(&readings, hours)[0].within, Some(Span { joules: Joules(2_700_000), seconds: 2_700 }));
    readings[21].value = None;
    let day = built(&readings, hours)[0];
    assert_eq!((day.within, day.total, day.state, day.base_watts), (None, None, DayState::Incomplete, Some(1_000)));
    readings.drain(..7);
    assert_eq!(built(&readings, hours)[0].base_watts, None, "more than half of the night is missing");
}

#[test]
fn power_above_the_subscribed_one() {
    let cooker = |number: i64, minute| if number == 3 && minute == 720 { 9_001.0 } else { 9_000.0 };
    let days = built(&readings(6, cooker), None);
    let [only] = found(RuleKind::Peak, &days, 0)[..] else { panic!("one finding") };
    assert_eq!((only.day, only.value, only.expected, only.severity), (day(3), 9_001, 9_000, Severity::Minor));
    let unknown = Meter { subscribed_watts: None, ..meter(&days) };
    assert_eq!(findings(RuleKind::Peak, &RuleKind::Peak.defaults(), &unknown, day(0)), []);
}

#[test]
fn one_silence_is_one_finding_that_grows() {
    let silent = |known, due| {
        let meter = Meter { known_until: Some(day(known)), due_until: Some(day(due)), ..meter(&[]) };
        findings(RuleKind::Silent, &RuleKind::Silent.defaults(), &meter, day(0)).first().copied()
    };
    assert_eq!(silent(10, 12), None);
    let told = [(13, Severity::Minor), (17, Severity::Major), (24, Severity::Critical)];
    for (due, severity) in told {
        let finding = silent(10, due).unwrap();
        assert_eq!((finding.day, finding.value, finding.severity), (day(11), due - 10, severity));
    }
    assert_eq!(findings(RuleKind::Silent, &RuleKind::Silent.defaults(), &meter(&[]), day(0)), [], "a meter of files");
}

#[test]
fn a_consent_is_told_of_before_it_ends() {
    let ending = |today| {
        let meter = Meter { consent_ends: Some(day(100)), today: day(today), ..meter(&[]) };
        let found = findings(RuleKind::ConsentEnding, &RuleKind::ConsentEnding.defaults(), &meter, day(0));
        found.first().map(|finding| (finding.day, finding.value, finding.severity))
    };
    assert_eq!(ending(69), None);
    assert_eq!(ending(70), Some((day(100), 30, Severity::Minor)));
    assert_eq!(ending(97), Some((day(100), 3, Severity::Critical)));
    assert_eq!(ending(101), Some((day(100), 0, Severity::Critical)));
}

#[test]
fn quality_that_drops_is_told_once() {
    let mut readings = readings(160, office);
    let holes = |start| (100..130).step_by(3).any(|number| ZONE.day(start) == day(number));
    readings.retain(|reading| !holes(reading.start));
    let [only] = found(RuleKind::QualityDrop, &built(&readings, None), 0)[..] else { panic!("one finding") };
    assert_eq!((only.day, only.value, only.expected), (day(115), 200, 0));
}
