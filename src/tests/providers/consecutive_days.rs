//! 400 consecutive days, both clock changes among them: the curve adds up to the official value to the watt-hour.

use super::{clock, curve, daily, day, enedis, simulator};
use chrono::TimeDelta;
use std::collections::HashMap;
use syndiwatt::{
    analytics::zone::Zone,
    domain::{time::LocalDay, units::JOULES_PER_WH},
    providers::MeterProvider,
    sandbox::{MISMATCH_WH, catalogue::PRM_COMMON, is_mismatch},
};

#[tokio::test]
async fn the_curve_adds_up_to_the_official_values() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    let (first, end) = (day("2025-10-17"), day("2026-11-21"));
    let (mut sums, mut points, mut official): (HashMap<LocalDay, i64>, HashMap<LocalDay, usize>, HashMap<_, _>) =
        (HashMap::new(), HashMap::new(), HashMap::new());
    let mut from = first;
    while from < end {
        let to = (from + TimeDelta::days(7)).min(end);
        for reading in
            adapter.fetch(&curve(PRM_COMMON, &from.to_string(), &to.to_string()), None).await.unwrap().readings
        {
            let day = Zone::PARIS.day(reading.start);
            *sums.entry(day).or_default() += reading.value.unwrap();
            *points.entry(day).or_default() += 1;
        }
        from = to;
    }
    for (from, to) in [("2025-10-17", "2026-10-17"), ("2026-10-17", "2026-11-21")] {
        let answer = adapter.fetch(&daily(PRM_COMMON, from, to), None).await.unwrap();
        official.extend(answer.official.into_iter().map(|value| (value.day, value.value.unwrap())));
    }
    assert_eq!((sums.len(), official.len()), (400, 400));
    assert_eq!((points[&day("2025-10-26")], points[&day("2026-03-29")], points[&day("2026-10-25")]), (50, 46, 50));
    let different: Vec<_> = official.iter().filter(|(day, value)| sums[day] != **value).collect();
    assert_eq!(different.len(), 1, "{different:?}");
    let (odd, value) = different[0];
    assert!(is_mismatch(PRM_COMMON, *odd));
    assert_eq!(value - sums[odd], MISMATCH_WH * JOULES_PER_WH);
}
