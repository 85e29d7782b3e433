//! What people do about an alert, over the API and by the forms of the page.

use super::{DAY, days, raised};
use crate::support::{Meter, TestApp};
use serde_json::{Value, json};

#[tokio::test]
async fn an_alert_is_explained_and_a_correction_takes_it_away() {
    let test = TestApp::new().await;
    let meter = raised(&test).await;
    let client = test.syndic().await;
    let list = async || client.get("/api/v1/alerts").await.json()["alerts"].clone();
    let found = list().await;
    let expected = json!([{
        "building_id": test.building.id, "device_id": meter.id, "kind": "over_consumption", "day": DAY,
        "severity": "Critical", "value": 216_000_000, "expected": 86_400_000, "unit": "joules",
        "state": "open", "comment": null,
    }]);
    assert_eq!(found, expected);
    let path = format!("/api/v1/buildings/{}/iot/devices/{}/alerts/over_consumption/{DAY}", test.building.id, meter.id);
    let silent = client.put(&path, &json!({ "state": "explained" })).await;
    assert_eq!((silent.status, silent.json()["field"].as_str()), (400, Some("comment")));
    let said = json!({ "state": "explained", "comment": " Travaux dans l’ascenseur " });
    assert_eq!(client.put(&path, &said).await.status, 204);
    let after = list().await;
    assert_eq!((&after[0]["state"], &after[0]["comment"]), (&json!("explained"), &json!("Travaux dans l’ascenseur")));
    let portfolio = client.post("/rpc/portfolio/view", &json!({})).await.json();
    assert_eq!(portfolio["rows"][0]["alerts"]["critical"], 0, "nobody has to look at it any more");

    let rewritten = Meter::default().half_hours(super::MIDNIGHT, &days(500));
    rewritten.again(&test.app, &test.building, meter.id).await;
    assert_eq!(list().await, json!([]), "corrected values took it away");
    let gone = client.put(&path, &json!({ "state": "resolved" })).await;
    assert_eq!((gone.status, gone.problem().as_str()), (404, "not_found"));
    Meter::default().half_hours(super::MIDNIGHT, &days(1_250)).again(&test.app, &test.building, meter.id).await;
    assert_eq!(list().await[0]["comment"], "Travaux dans l’ascenseur", "it is back with its life");
}

#[tokio::test]
async fn what_became_graver_is_open_again() {
    let test = TestApp::new().await;
    let meter = test.meter(Meter::default().half_hours(super::MIDNIGHT, &days(800))).await;
    let client = test.syndic().await;
    let fields = |state: &'static str| [("state", state), ("kind", "over_consumption"), ("day", DAY)];
    let id = meter.id.to_string();
    let form = async |state| {
        let mut all = fields(state).to_vec();
        all.push(("meter", id.as_str()));
        client.form("/alerts", &all).await
    };
    let done = form("acknowledged").await;
    assert_eq!((done.status, done.header("location")), (303, "/alerts"));
    let page = client.get("/alerts").await;
    assert!(page.body.contains("id=\"acknowledged\"") && !page.body.contains("id=\"open\""));
    let list = async || client.get("/api/v1/alerts").await.json()["alerts"][0].clone();
    assert_eq!(
        (list().await["severity"].clone(), list().await["state"].clone()),
        (json!("Major"), json!("acknowledged"))
    );
    Meter::default().half_hours(super::MIDNIGHT, &days(1_250)).again(&test.app, &test.building, meter.id).await;
    assert_eq!((list().await["severity"].clone(), list().await["state"].clone()), (json!("Critical"), json!("open")));
    let refused = form("explained").await;
    let page =
        format!("/alerts/{id}/over_consumption/{DAY}?error=invalid_field&column=comment&expected=1%E2%80%931000");
    assert_eq!(refused.header("location"), page);
}

#[tokio::test]
async fn a_rule_that_is_switched_off_finds_nothing() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let defaults = client.get("/api/v1/rules").await.json()["defaults"].clone();
    let rule = defaults.as_array().unwrap().iter().find(|rule| rule["kind"] == "over_consumption").unwrap().clone();
    let scope = json!({ "of": "building", "building": test.building.id });
    let put = async |enabled: bool, rule: &Value| {
        client.put("/api/v1/rules", &json!({ "scope": scope, "enabled": enabled, "rule": rule })).await
    };
    let off = put(false, &rule).await;
    assert_eq!(off.status, 200, "{off:?}");
    raised(&test).await;
    assert_eq!(client.get("/api/v1/alerts").await.json()["alerts"], json!([]));
    let mut wrong = rule.clone();
    wrong["parameters"]["grades"]["major"] = json!(1_100);
    let refused = put(true, &wrong).await;
    assert_eq!((refused.status, refused.json()["field"].as_str()), (400, Some("parameters.grades.major")));
    assert_eq!(client.get("/api/v1/rules").await.json()["rules"].as_array().map(Vec::len), Some(1));
    let id = client.get("/api/v1/rules").await.json()["rules"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(client.delete(&format!("/api/v1/rules/{id}")).await.status, 204);
}
