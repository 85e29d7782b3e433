//! The simulator's faults of buildings are anomalies of the right severity, and its ordinary days are none.

use super::{clock, daily, day, enedis, simulator};
use rstest::rstest;
use std::collections::HashMap;
use syndiwatt::{
    domain::{
        anomaly::{FLOOR, Severity},
        time::LocalDay,
        units::Joules,
    },
    providers::MeterProvider,
    sandbox::{DayFault, SEED, catalogue::*, fault_days},
};

const FIRST: &str = "2025-11-22";
const END: &str = "2026-11-21";

/// The severity of each day of a year against the seven before it.
async fn severities(number: &str) -> Vec<(LocalDay, Option<Severity>)> {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let answer = enedis(&simulator.url(), &clock).fetch(&daily(number, FIRST, END), None).await.unwrap();
    let values: Vec<(LocalDay, i64)> = answer.official.into_iter().filter_map(|o| Some((o.day, o.value?))).collect();
    let severity = |window: &[(LocalDay, i64)]| {
        let (before, last) = window.split_at(7);
        let sum: i64 = before.iter().map(|(_, value)| value).sum();
        let found = Severity::of(Joules(last[0].1), Joules(sum), 7);
        (last[0].0, found.filter(|_| last[0].1 - sum / 7 >= FLOOR.0))
    };
    values.windows(8).map(severity).collect()
}

#[rstest]
#[case(PRM_COMMON)]
#[case(PRM_HEAT_PUMP)]
#[case(PRM_OTHER)]
#[tokio::test]
async fn faults_stand_out_and_nothing_else_does(#[case] number: &str) {
    let expected: HashMap<_, _> = fault_days(SEED, number, day(FIRST), day(END)).into_iter().collect();
    assert!((4..=8).contains(&expected.len()), "{expected:?}");
    for (day, found) in severities(number).await {
        let expected = expected.get(&day).map(|fault| match fault {
            DayFault::Stuck => Severity::Critical,
            DayFault::LeftOn => Severity::Major,
            DayFault::Rise => Severity::Minor,
        });
        assert_eq!(found, expected, "{number} {day}");
    }
}
