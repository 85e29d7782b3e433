//! Nobody is told the same thing twice, however often values arrive again, change and come back.

use super::{MIDNIGHT, days, raised};
use crate::support::{Meter, TestApp, raw};
use syndiwatt::services::alerts;

async fn told(test: &TestApp, what: &str) -> i64 {
    raw::number(&test.app.db, format!("SELECT COUNT(*) FROM notices WHERE told = '{what}' AND state <> 'suppressed'"))
        .await
}

#[tokio::test]
async fn a_hundred_syncs_and_corrections_tell_once() {
    let test = TestApp::new().await;
    test.syndic().await;
    let meter = raised(&test).await;
    let first = told(&test, "Critical").await;
    assert!(first > 0, "the syndic is told");
    for turn in 0..100 {
        // Every fifth time the operator corrects the day, and takes the correction back the next time.
        let last = if turn % 5 == 4 { 500 } else { 1_250 };
        Meter::default().half_hours(MIDNIGHT, &days(last)).again(&test.app, &test.building, meter.id).await;
        alerts::watch(&test.app).await.unwrap();
    }
    // A message that was not sent yet is taken back with its alert.
    assert!((1..=first).contains(&told(&test, "Critical").await));
    let rows = "SELECT COUNT(*) FROM alerts WHERE kind = 'over_consumption'";
    assert_eq!(raw::number(&test.app.db, rows).await, 1);
}

#[tokio::test]
async fn years_that_arrive_at_once_wake_nobody() {
    let test = TestApp::new().await;
    test.syndic().await;
    let half_hours: Vec<i64> = (0..60 * 48).map(|at| if at / 48 % 10 == 9 { 1_250 } else { 500 }).collect();
    test.meter(Meter::default().half_hours(MIDNIGHT.plus(-90 * 86_400), &half_hours)).await;
    assert!(raw::number(&test.app.db, "SELECT COUNT(*) FROM alerts").await > 3);
    assert_eq!(raw::number(&test.app.db, "SELECT COUNT(*) FROM notices").await, 0);
}
