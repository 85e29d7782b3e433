//! The character NUL, which PostgreSQL cannot store, is refused by name wherever text comes in.

use crate::support::{Answer, Meter, TestApp};
use serde_json::json;

fn names(answer: &Answer, field: &str) {
    assert_eq!((answer.status, answer.problem().as_str()), (400, "invalid_field"), "{answer:?}");
    assert_eq!(answer.json()["field"], field);
}

#[tokio::test]
async fn is_refused_in_every_kind_of_text() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let meter = test.meter(Meter::default()).await;
    let api = format!("/api/v1/buildings/{}/iot", test.building.id);

    let label = json!({ "label": "a\u{0}b" });
    names(&client.put(&format!("{api}/devices/{}", meter.id), &label).await, "label");
    names(&client.get(&format!("{api}/readings?start_date=2026-11-01&end_date=2026-11-20&cursor=%00")).await, "cursor");

    let request = test.anonymous().request(reqwest::Method::POST, "/login");
    let form = [("email", "a\u{0}@example.org"), ("password", "x")];
    let page = client.send(request.form(&form).header("accept-language", "en")).await;
    assert_eq!((page.status, page.header("content-type")), (400, "text/html; charset=utf-8"));
    assert!(page.body.contains("email"), "{}", page.body);

    let rename = json!({ "meter": meter.id, "label": "a\u{0}b" });
    let answer = client.post("/rpc/meter/rename", &rename).await;
    assert_eq!((answer.status, answer.json()["field"].as_str()), (400, Some("label")), "{answer:?}");
    let page = client.get("/?error=a%00b").await;
    assert_eq!(page.status, 400);
}
