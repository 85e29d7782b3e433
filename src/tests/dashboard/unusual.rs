//! What is usual, and what is marked as not.

use super::{day, feed, view};
use crate::support::{Meter, TestApp};
use chrono::Datelike;
use syndiwatt::{
    domain::{
        anomaly::Severity,
        time::{LocalDay, PeriodKind},
        units::Joules,
    },
    views::building::Usual,
};

fn half_hour(watts: i64) -> Joules {
    Joules(watts * 1_800)
}

#[tokio::test]
async fn a_working_day_is_held_against_working_days() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    // Working days between 1000 and 1029 W in the order of the month's days, weekends 300 W, the day itself 5 kW.
    let watts = |d: LocalDay, _| {
        Some(match d.weekday().num_days_from_monday() {
            _ if d == day("2026-11-19") => 5_000,
            5 | 6 => 300,
            _ => 1_000 + i64::from(d.ordinal0() % 10) * 10,
        })
    };
    feed(&test, &point, "2026-09-01", "2026-11-21", watts).await;
    let thursday = view(&test, PeriodKind::Day, "2026-11-19").await;
    let usual = thursday.charts[0].slots[20].usual.unwrap();
    assert!(usual.low >= half_hour(1_000) && usual.high <= half_hour(1_090), "{usual:?}");
    assert!(usual.low < usual.high, "{usual:?}");
    let sunday = view(&test, PeriodKind::Day, "2026-11-15").await;
    let flat = Usual { low: half_hour(300), high: half_hour(300) };
    assert!(sunday.charts[0].slots.iter().all(|slot| slot.usual == Some(flat)));
    let week = view(&test, PeriodKind::Week, "2026-11-19").await;
    assert!(week.charts.iter().flat_map(|chart| &chart.slots).all(|slot| slot.usual.is_none()));
    let first = view(&test, PeriodKind::Day, "2026-09-03").await;
    assert_eq!(first.charts[0].slots[20].usual, None, "two days before are no custom");
}

#[tokio::test]
async fn an_unusual_day_is_marked_on_its_bar() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    let watts = |d: LocalDay, _| Some(if d == day("2026-11-12") { 5_000 } else { 1_000 });
    feed(&test, &point, "2026-11-01", "2026-11-21", watts).await;
    let month = view(&test, PeriodKind::Month, "2026-11-12").await;
    let marked = month.charts[0].slots.iter().filter_map(|slot| Some((slot.start.day, slot.alert?)));
    assert_eq!(marked.collect::<Vec<_>>(), [(day("2026-11-12"), Severity::Critical)]);
}

#[tokio::test]
async fn the_large_fingerprint_has_half_hours() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-11-01", "2026-11-21", |_, nth| Some(nth * 10)).await;
    let view = view(&test, PeriodKind::Month, "2026-11-12").await;
    let (large, small) = (view.fingerprint.unwrap(), view.meters[0].fingerprint.clone().unwrap());
    assert_eq!((large.columns(), large.days(), small.columns(), small.days()), (48, 30, 24, 30));
    let last = large.watts.len() - 48;
    assert_eq!(large.watts[last..last + 3], [Some(0), Some(10), Some(20)]);
}
