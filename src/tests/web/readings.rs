//! Readings page by page, by number and by cursor.

use crate::support::{Client, Meter, TestApp};
use serde_json::{Value, json};
use syndiwatt::domain::time::Instant;

/// 2026-11-20, midnight in Paris.
const MIDNIGHT: Instant = Instant(1_795_129_200);

async fn with_two_meters() -> (TestApp, Client, String) {
    let test = TestApp::new().await;
    test.meter(Meter::default().half_hours(MIDNIGHT, &[100; 48])).await;
    test.meter(Meter::default().number("24380318190106").half_hours(MIDNIGHT, &[250; 48])).await;
    let client = test.syndic().await;
    let path = format!("/api/v1/buildings/{}/iot/readings", test.building.id);
    (test, client, path)
}

#[tokio::test]
async fn one_reading_says_what_when_and_from_whom() {
    let (_test, client, path) = with_two_meters().await;
    let url = format!("{path}?start_date=2026-11-20&end_date=2026-11-20&per_page=1");
    let page = client.get(&url).await.json();
    let mut reading = page["readings"][0].clone();
    reading.as_object_mut().unwrap().remove("device_id");
    assert_eq!(
        reading,
        json!({
            "number": "09775542606818", "metric_type": "ElectricityConsumption", "value": 0.1, "unit": "kWh",
            "start": "2026-11-19T23:00:00Z", "end": "2026-11-19T23:30:00Z", "quality": "validated",
            "source": "enedis_file",
        })
    );
    assert_eq!(page["pagination"]["total"], 96);
    assert_eq!(page["pagination"]["total_pages"], 96);
}

#[tokio::test]
async fn pages_and_cursors_give_every_reading_once() {
    let (_test, client, path) = with_two_meters().await;
    let base = format!("{path}?start_date=2026-11-20&end_date=2026-11-20&per_page=20");
    let readings = |page: &Value| page["readings"].as_array().unwrap().clone();
    let (mut by_page, mut by_cursor) = (Vec::new(), Vec::new());
    for number in 1..=6 {
        by_page.extend(readings(&client.get(&format!("{base}&page={number}")).await.json()));
    }
    let mut cursor = String::new();
    loop {
        let page = client.get(&format!("{base}{cursor}")).await.json();
        by_cursor.extend(readings(&page));
        match page["pagination"]["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(by_page.len(), 96);
    assert_eq!(by_page, by_cursor);
    let mut keys: Vec<_> = by_page.iter().map(|r| (r["number"].to_string(), r["start"].to_string())).collect();
    keys.dedup();
    assert_eq!(keys.len(), 96);
    assert_eq!(readings(&client.get(&format!("{base}&page=7")).await.json()), Vec::<Value>::new());
}

#[tokio::test]
async fn filters() {
    let (_test, client, path) = with_two_meters().await;
    let total = async |query: &str| client.get(&format!("{path}?{query}")).await.json()["pagination"]["total"].clone();
    let day = "start_date=2026-11-20&end_date=2026-11-20";
    assert_eq!(total(&format!("{day}&device_type=ElectricityMeter")).await, 96);
    assert_eq!(total(&format!("{day}&device_type=WaterMeter")).await, 0);
    assert_eq!(total(&format!("{day}&metric_type=ElectricityProduction")).await, 0);
    assert_eq!(total("start_date=2026-11-20T10:00:00Z&end_date=2026-11-20T11:00:00Z").await, 4);
    assert_eq!(total("start_date=2026-11-18&end_date=2026-11-19").await, 0);
    let devices = client.get(&path.replace("readings", "devices")).await.json();
    let id = devices["devices"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(total(&format!("{day}&device={id}")).await, 48);
}

#[tokio::test]
async fn latest_is_one_for_each_series() {
    let (_test, client, path) = with_two_meters().await;
    let latest = client.get(&format!("{path}/latest")).await.json();
    let starts: Vec<_> = latest["readings"].as_array().unwrap().iter().map(|r| r["start"].clone()).collect();
    assert_eq!(starts, ["2026-11-20T22:30:00Z", "2026-11-20T22:30:00Z"]);
}
