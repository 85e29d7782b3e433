//! From registers to intervals.

use crate::{
    domain::{
        series::{Quality, Source},
        time::Instant,
    },
    formats::telegram::deltas::{Rule, Sample, cut},
};
use proptest::prelude::*;

const QUARTERS: Rule = Rule::QUARTER_HOURS;

fn sample(at: i64, value: i64) -> Sample<'static> {
    Sample { at: Instant(at), meter: "1", value }
}

fn values(samples: &[Sample<'_>], rule: Rule) -> Vec<(i64, i64, Quality)> {
    let readings = cut(samples, rule);
    assert!(readings.iter().all(|reading| reading.step == rule.step && reading.source == Source::Telegram));
    readings.iter().map(|reading| (reading.start.0, reading.value.unwrap(), reading.quality)).collect()
}

#[test]
fn both_borders_must_be_known_within_five_seconds() {
    let samples = [sample(3, 100), sample(400, 150), sample(895, 160), sample(1_805, 200), sample(2_706, 300)];
    assert_eq!(values(&samples, QUARTERS), [(0, 60, Quality::Raw), (900, 40, Quality::Raw)]);
}

#[test]
fn the_nearest_reading_of_a_border_counts() {
    let samples = [sample(0, 0), sample(896, 90), sample(899, 99), sample(901, 101), sample(1_800, 180)];
    assert_eq!(values(&samples, QUARTERS), [(0, 99, Quality::Raw), (900, 81, Quality::Raw)]);
}

#[test]
fn an_unmoved_register_is_known_in_between() {
    let samples = [sample(0, 7), sample(2_000, 7), sample(2_700, 9)];
    assert_eq!(values(&samples, QUARTERS), [(0, 0, Quality::Raw), (900, 0, Quality::Raw), (1_800, 2, Quality::Raw)]);
    assert_eq!(values(&[sample(0, 7), sample(90_000, 7)], QUARTERS), [], "not for more than a day");
}

#[test]
fn another_meter_and_a_rollover_begin_anew() {
    let exchanged = [sample(0, 5), Sample { meter: "2", ..sample(900, 9) }, Sample { meter: "2", ..sample(1_800, 10) }];
    assert_eq!(values(&exchanged, QUARTERS), [(900, 1, Quality::Raw)]);
    let rolled = [sample(0, 999), sample(500, 3), sample(900, 1_500), sample(1_800, 1_600)];
    assert_eq!(values(&rolled, QUARTERS), [(900, 100, Quality::Raw)], "higher again, yet not the same count");
}

#[test]
fn slow_meters_are_joined_by_a_line_and_said_to_be_estimated() {
    let samples = [sample(-100, 1_000), sample(200, 1_300), sample(3_500, 1_900), sample(3_800, 2_200)];
    assert_eq!(values(&samples, Rule::HOURS), [(0, 900, Quality::Estimated)]);
    let read = [sample(0, 1), sample(3_600, 5), sample(7_201, 5)];
    assert_eq!(values(&read, Rule::HOURS), [(0, 4, Quality::Raw), (3_600, 0, Quality::Raw)]);
}

proptest! {
    /// In any order and however often: never negative, never twice, and neighbours add up to the registers.
    #[test]
    fn never_negative_and_nothing_is_lost(
        steps in prop::collection::vec((1_i64..700, -3_i64..50), 1..80), hours: bool, turn in 0_usize..80,
    ) {
        let (mut at, mut value, mut samples) = (0, 1_000, Vec::new());
        for (later, more) in steps {
            (at, value) = (at + later, value + if more < -2 { -500 } else { more.max(0) });
            samples.push(sample(at, value));
        }
        let rule = if hours { Rule::HOURS } else { QUARTERS };
        let readings = cut(&samples, rule);
        for (one, next) in readings.iter().zip(readings.iter().skip(1)) {
            prop_assert!(one.start < next.start);
        }
        prop_assert!(readings.iter().all(|reading| reading.value.is_some_and(|value| value >= 0)));
        if samples.is_sorted_by_key(|sample| sample.value) {
            let sum: i64 = readings.iter().filter_map(|reading| reading.value).sum();
            prop_assert!(sum <= value - samples[0].value);
        }
        let turn = turn % samples.len();
        samples.rotate_left(turn);
        samples.extend_from_within(..turn);
        prop_assert_eq!(cut(&samples, rule), readings);
    }

    #[test]
    fn no_instant_panics(samples in prop::collection::vec((any::<i64>(), any::<i64>()), 0..9)) {
        let samples: Vec<_> = samples.into_iter().map(|(at, value)| sample(at, value)).collect();
        let _ = cut(&samples, QUARTERS);
    }
}
