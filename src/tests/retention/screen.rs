//! The load curve of a time that is no longer kept says so.

use crate::support::{Meter, TestApp};
use syndiwatt::{domain::time::Instant, services::retention};

/// 2023-01-02T00:00 in Paris.
const MONDAY: Instant = Instant(1_672_614_000);

#[tokio::test]
async fn the_curve_of_a_released_day_says_since_when_values_are_kept() {
    let test = TestApp::new().await;
    test.meter(Meter::default().half_hours(MONDAY, &[500; 48 * 7])).await;
    let syndic = test.syndic().await;
    let day = format!("/buildings/{}?p=day&d=2023-01-03", test.building.id);
    let whole = syndic.get(&day).await.body;
    assert!(!whole.contains("ne sont plus conservées"));
    let now = test.app.clock.now();
    assert_eq!(retention::run(&test.app.db, now, test.app.config.keep_readings_months).await.unwrap(), 1);
    let page = syndic.get(&day).await;
    assert!(page.body.contains("13 septembre 2023 ne sont plus conservées"), "{}", page.body);
    assert!(page.body.contains("24,0\u{a0}kWh") || page.body.contains("24\u{a0}kWh"), "the day's total stays");
    let missing = |page: &str| page.matches("manquantes").count();
    assert_eq!(missing(&page.body), missing(&whole), "released is not missing");
}
