//! A meter that lives from files: what its next file will bring is missing, not nought.

use super::{day, feed, kwh, view};
use crate::support::{Meter, TestApp};
use syndiwatt::domain::time::PeriodKind;

#[tokio::test]
async fn days_after_its_last_file_are_not_whole() {
    let test = TestApp::new().await;
    let (online, filed) = ("22516914714270", "09775542606818");
    let first = Meter::default().number(online).insert(&test.app, &test.building).await;
    let second = Meter::default().number(filed).insert(&test.app, &test.building).await;
    feed(&test, &first, "2026-11-01", "2026-11-21", |_, _| Some(1_000)).await;
    // The last day of the export ends at noon.
    let export = |date, nth| (date < day("2026-11-10") || nth < 24).then_some(500);
    feed(&test, &second, "2026-11-01", "2026-11-11", export).await;
    let month = view(&test, PeriodKind::Month, "2026-11-05").await;
    assert_eq!((month.summary.days_elapsed, month.summary.days_whole), (20, 9), "nine days of both");
    assert!((kwh(month.summary.mean_per_day) - 36.0).abs() < 1e-9, "of the days that both cover");
    let last = view(&test, PeriodKind::Day, "2026-11-10").await;
    assert_eq!((last.summary.days_whole, kwh(last.summary.total)), (0, 30.0));
    let later = view(&test, PeriodKind::Day, "2026-11-15").await;
    assert_eq!((later.summary.days_whole, kwh(later.summary.total)), (0, 24.0), "what is known is shown");
}

#[tokio::test]
async fn a_disconnected_meter_is_missed_no_longer() {
    let test = TestApp::new().await;
    let first = Meter::default().number("22516914714270").insert(&test.app, &test.building).await;
    let second = Meter::default().number("09775542606818").insert(&test.app, &test.building).await;
    feed(&test, &first, "2026-11-01", "2026-11-21", |_, _| Some(1_000)).await;
    feed(&test, &second, "2026-11-01", "2026-11-11", |_, _| Some(500)).await;
    let syndic = test.syndic().await;
    let device = format!("/api/v1/buildings/{}/iot/devices/{}", test.building.id, second.id);
    assert_eq!(syndic.delete(&device).await.status, 204);
    let month = view(&test, PeriodKind::Month, "2026-11-05").await;
    assert_eq!(month.summary.days_whole, 20);
}

#[tokio::test]
async fn an_old_file_is_history_and_not_a_gap() {
    let test = TestApp::new().await;
    let first = Meter::default().number("22516914714270").insert(&test.app, &test.building).await;
    let second = Meter::default().number("09775542606818").insert(&test.app, &test.building).await;
    feed(&test, &first, "2026-11-01", "2026-11-21", |_, _| Some(1_000)).await;
    feed(&test, &second, "2021-10-12", "2021-11-01", |_, _| Some(500)).await;
    assert_eq!(view(&test, PeriodKind::Month, "2026-11-05").await.summary.days_whole, 20);
    assert_eq!(view(&test, PeriodKind::Month, "2021-10-05").await.summary.days_whole, 20);
}
