//! Meters over the API: listed, named, disconnected, twice.

use crate::support::{Meter, TestApp};
use serde_json::{Value, json};

#[tokio::test]
async fn a_meter_is_named_and_disconnected_and_keeps_its_readings() {
    let test = TestApp::new().await;
    let midnight = syndiwatt::domain::time::Instant(1_795_129_200);
    let meter = test.meter(Meter::default().half_hours(midnight, &[100; 48])).await;
    let client = test.syndic().await;
    let base = format!("/api/v1/buildings/{}/iot", test.building.id);
    let path = format!("{base}/devices/{}", meter.id);
    let named = client.put(&path, &json!({ "label": " Hall d’entrée " })).await;
    assert_eq!((named.status, named.json()["label"].as_str()), (200, Some("Hall d’entrée")));
    let too_long = client.put(&path, &json!({ "label": "x".repeat(81) })).await;
    assert_eq!((too_long.status, too_long.problem().as_str()), (400, "invalid_field"));
    for _ in 0..2 {
        let gone = client.delete(&path).await;
        assert_eq!((gone.status, gone.body.as_str()), (204, ""));
    }
    let devices = client.get(&format!("{base}/devices")).await.json();
    let expected = json!([{
        "id": meter.id, "building_id": test.building.id, "number": "09775542606818", "label": "Hall d’entrée",
        "provider": "Enedis", "is_active": false, "consent": null, "metric_types": ["ElectricityConsumption"],
        "data_through": "2026-11-20", "last_sync_at": null, "created_at": "2026-11-21T09:00:00Z",
    }]);
    assert_eq!(devices["devices"], expected);
    let days = "start_date=2026-11-20&end_date=2026-11-20";
    let readings = client.get(&format!("{base}/readings?{days}")).await.json();
    assert_eq!(readings["pagination"]["total"], 48);
}

#[tokio::test]
async fn statistics_name_their_units_and_compare_or_say_null() {
    let test = TestApp::new().await;
    let midnight = syndiwatt::domain::time::Instant(1_795_129_200);
    test.meter(Meter::default().half_hours(midnight, &[100; 48])).await;
    let client = test.syndic().await;
    let base = format!("/api/v1/buildings/{}/iot/statistics", test.building.id);
    let query = "start_date=2026-11-20&end_date=2026-11-20&period=day";
    let statistics = client.get(&format!("{base}?{query}")).await.json();
    assert_eq!(statistics["statistics"]["total_kwh"], 4.8);
    assert_eq!(statistics["data_points"][0]["period"], "2026-11-20");
    assert_eq!(statistics["comparison"]["vs_previous_period_percent"], Value::Null);
}
