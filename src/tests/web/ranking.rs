//! Buildings side by side: the figures, and who is told of whom.

use crate::support::{Meter, TestApp};
use serde_json::{Value, json};
use syndiwatt::domain::time::Instant;

/// 2025-10-31, 00:00 in Paris, and so many half-hours until 2026-11-02.
const FIRST: Instant = Instant(1_761_865_200);
const HALF_HOURS: usize = 367 * 48;

fn row<'a>(view: &'a Value, name: &str) -> &'a Value {
    view["rows"].as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()
}

#[tokio::test]
async fn a_year_per_square_metre_and_lot() {
    let test = TestApp::new().await;
    test.meter(Meter::default().half_hours(FIRST, &vec![100; HALF_HOURS])).await;
    let client = test.syndic().await;
    let lots = format!("/api/v1/buildings/{}/lots", test.building.id);
    let body = json!({ "area_m2": 100, "lots": [{ "label": "A", "share": 1 }, { "label": "B", "share": 2 }] });
    assert_eq!(client.put(&lots, &body).await.status, 200);
    let view = client.get("/api/v1/ranking").await.json();
    assert_eq!((view["first"].as_str(), view["last"].as_str()), (Some("2025-11-01"), Some("2026-10-31")));
    assert_eq!(view["rows"].as_array().map(Vec::len), Some(1), "another organisation's building is not in it");
    let found = row(&view, &test.building.name);
    // 365 days of 48 half-hours of 100 Wh; the two days on which the clock changes make up for each other.
    assert_eq!(found["year_joules"], 365_i64 * 48 * 100 * 3_600);
    assert_eq!((&found["days_whole"], &found["days"]), (&json!(365), &json!(365)));
    assert_eq!((&found["wh_per_m2"], &found["wh_per_lot"]), (&json!(17_520), &json!(876_000)));
    assert_eq!(found["similar"], json!({ "known": "too_few", "count": 0, "least": 5 }));
    let page = client.get("/ranking").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("17,5\u{a0}kWh/m²") && page.body.contains("il en faut 5"), "{}", page.body);
}

#[tokio::test]
async fn a_building_without_area_or_with_too_few_days_has_no_rank() {
    let test = TestApp::new().await;
    test.meter(Meter::default().half_hours(FIRST, &vec![100; 300 * 48])).await;
    let client = test.syndic().await;
    let view = client.get("/api/v1/ranking").await.json();
    let found = row(&view, &test.building.name);
    assert_eq!(
        (&found["year_joules"], &found["wh_per_m2"], &found["similar"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let page = client.get("/ranking").await;
    assert!(page.body.contains("surface inconnue") && page.body.contains("trop peu"), "{}", page.body);
}
