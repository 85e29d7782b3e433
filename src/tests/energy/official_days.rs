//! The sum of a local day is the operator's daily value to the watt-hour, clock changes included; where it is not, the
//! day says so.

use super::store::{Store, ZONE, day, reading, state, write};
use syndiwatt::{
    domain::{
        reading::{Coverage, OfficialDay, Reading},
        series::{Quality, Source},
        time::{Instant, LocalDay},
        units::Joules,
    },
    services::ingest::Batch,
};

const DAYS: usize = 400;

/// Mean watts at an instant, repeatable and uneven.
fn watts(at: Instant) -> i64 {
    400 + (at.0 / 600).rem_euclid(977) * 3 + (at.0 / 86_400) % 50
}

/// The curve of a local day and, added up in another way, its watt-hours. The step differs from day to day.
fn metered(day: LocalDay, nth: usize) -> (Vec<Reading>, i64) {
    let (bounds, step) = (ZONE.bounds(day), [1_800, 600, 3_600, 900][nth % 4]);
    let mut rows = Vec::new();
    let (mut at, mut watt_seconds) = (bounds.start, 0_i64);
    while at < bounds.end {
        let value = Joules::from_mean_watts(watts(at), step).unwrap();
        rows.push(reading(at, step, Some(value.0), Quality::Raw, Source::Enedis));
        watt_seconds += watts(at) * step;
        at = at.plus(step);
    }
    (rows, (watt_seconds + 1_800).div_euclid(3_600))
}

#[tokio::test]
async fn four_hundred_days_agree_to_the_watt_hour_and_a_mismatch_is_flagged() {
    let store = Store::new().await;
    let mut tx = store.db.begin().await.unwrap();
    let key = store.key(&mut tx, 0).await;
    let days: Vec<LocalDay> = day(2025, 10, 1).iter_days().take(DAYS).collect();
    let (mut batch, mut expected) = (Batch::default(), Vec::new());
    for (nth, day) in days.iter().enumerate() {
        let (rows, wh) = metered(*day, nth);
        batch.readings.extend(rows);
        batch.official.push(OfficialDay { day: *day, value: Some(Joules::from_wh(wh).unwrap().0) });
        expected.push(wh);
    }
    let outcome = write(&mut tx, key, &batch).await;
    assert_eq!((outcome.refused, outcome.kept, outcome.days.len()), (0, 0, DAYS));
    let stored = state(&mut tx, key).await.rollups;
    let hours: Vec<i64> = stored.iter().map(|rollup| rollup.day_seconds / 3_600).collect();
    assert!(hours.contains(&23) && hours.contains(&25));
    for (rollup, wh) in stored.iter().zip(&expected) {
        assert_eq!((rollup.coverage(), Joules(rollup.sum).wh(), rollup.mismatch()), (Coverage::Complete, *wh, false));
    }

    // The operator's index says 1 Wh more than its curve: the day is flagged, shows the official value, keeps both.
    let odd = days[207];
    let value = Some(Joules::from_wh(expected[207] + 1).unwrap().0);
    let official = vec![OfficialDay { day: odd, value }, OfficialDay { day: days[9], value: None }];
    let outcome = write(&mut tx, key, &Batch { readings: Vec::new(), official }).await;
    assert_eq!((outcome.written, outcome.days), (1, vec![odd]));
    let flagged: Vec<_> = state(&mut tx, key).await.rollups.into_iter().filter(|rollup| rollup.mismatch()).collect();
    assert_eq!(flagged.iter().map(|rollup| rollup.day).collect::<Vec<_>>(), [odd]);
    assert_eq!((flagged[0].total(), flagged[0].sum), (value, stored[207].sum));
}
