//! Reports made in the background: asked for, made once, fetched, taken over, forgotten.

use super::words;
use crate::support::{Client, Meter, NOW, TestApp, raw};
use serde_json::{Value, json};
use syndiwatt::{domain::time::Instant, services::reports, storage::reports::making};
use tokio_util::sync::CancellationToken;

/// 2026-10-01, 00:00 in Paris.
const OCTOBER: Instant = Instant(1_790_805_600);

async fn make(test: &TestApp) -> u32 {
    reports::run_waiting(&test.app, &CancellationToken::new()).await.unwrap()
}

fn base(test: &TestApp) -> String {
    format!("/api/v1/buildings/{}/reports", test.building.id)
}

async fn ask(client: &Client, test: &TestApp, body: &Value) -> Value {
    let answer = client.post(&base(test), body).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn a_report_is_asked_for_and_fetched() {
    let test = TestApp::new().await;
    test.meter(Meter::default().half_hours(OCTOBER, &[500; 48 * 31 + 2])).await;
    let client = test.owner().await;
    let wanted = json!({ "period": "2026-10", "language": "en" });
    let asked = ask(&client, &test, &wanted).await;
    assert_eq!(
        (&asked["state"], &asked["period"], &asked["language"]),
        (&json!("queued"), &json!("2026-10"), &json!("en"))
    );
    assert_eq!(ask(&client, &test, &wanted).await["id"], asked["id"], "who waits for it does not get a second one");
    let path = format!("{}/{}", base(&test), asked["id"].as_str().unwrap());
    assert_eq!(client.get(&format!("{path}/file")).await.status, 404, "not yet");
    assert_eq!((make(&test).await, make(&test).await), (1, 0));
    let made = client.get(&path).await.json();
    assert_eq!((&made["state"], &made["file_name"]), (&json!("done"), &json!("residence-verte-2026-10.pdf")));
    let file = client.get(&format!("{path}/file")).await;
    assert_eq!((file.status, file.header("content-type")), (200, "application/pdf"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"residence-verte-2026-10.pdf\"");
    assert_eq!(json!(file.bytes.len()), made["file_bytes"]);
    let text = words(&file.bytes);
    assert!(text.contains("Energy report – October 2026") && text.contains("745 kWh"), "{text}");
    assert_eq!(client.get(&base(&test)).await.json()["reports"], json!([made]));
    let again = ask(&client, &test, &wanted).await;
    assert_ne!(again["id"], asked["id"], "values may have changed since");
}

#[tokio::test]
async fn what_is_no_report_is_refused() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    for bad in [
        json!({ "period": "2026-10-01" }),
        json!({ "period": "2027" }),
        json!({ "period": "2026-10", "language": "de" }),
        json!({ "period": "2026-10", "more": 1 }),
        json!({}),
    ] {
        assert_eq!(client.post(&base(&test), &bad).await.status, 400, "{bad}");
    }
    let asked = ask(&client, &test, &json!({ "period": "2026-10" })).await;
    let id = asked["id"].as_str().unwrap();
    make(&test).await;
    let elsewhere = test.other_building().await;
    let path = format!("/api/v1/buildings/{}/reports/{id}/file", elsewhere.id);
    assert_eq!(client.get(&path).await.status, 404, "of another building");
    for stranger in [test.other_syndic().await, test.other_owner().await] {
        for path in [base(&test), format!("{}/{id}", base(&test)), format!("{}/{id}/file", base(&test))] {
            assert_eq!(stranger.get(&path).await.status, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn what_a_killed_maker_leaves_is_made_by_another() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let asked = ask(&client, &test, &json!({ "period": "2026-10" })).await;
    let mut tx = test.app.db.begin().await.unwrap();
    // Somebody takes it and is never heard of again.
    let (_, lost) = making::claim(&mut tx, NOW, NOW.plus(120)).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!(make(&test).await, 0, "it is in somebody's hands");
    test.app.clock.advance(121);
    assert_eq!(make(&test).await, 1);
    let mut tx = test.app.db.begin().await.unwrap();
    assert!(!making::finish(&mut tx, lost, None, NOW).await.unwrap(), "whoever comes back changes nothing");
    tx.commit().await.unwrap();
    let made = client.get(&format!("{}/{}", base(&test), asked["id"].as_str().unwrap())).await.json();
    assert_eq!(made["state"], "done");
}

#[tokio::test]
async fn what_ends_every_maker_is_given_up() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    ask(&client, &test, &json!({ "period": "2026-10" })).await;
    for _ in 0..3 {
        let mut tx = test.app.db.begin().await.unwrap();
        let now = test.app.clock.now();
        assert!(making::claim(&mut tx, now, now.plus(120)).await.unwrap().is_some());
        tx.commit().await.unwrap();
        test.app.clock.advance(121);
    }
    assert_eq!(make(&test).await, 0);
    assert_eq!(client.get(&base(&test)).await.json()["reports"][0]["state"], "failed");
}

#[tokio::test]
async fn one_act_asks_for_every_building() {
    let test = TestApp::new().await;
    test.other_building().await;
    let client = test.syndic().await;
    let fields = [("p", "month"), ("d", "2026-10-14"), ("lang", "nl")];
    let asked = client.form("/reports", &fields).await;
    assert_eq!((asked.status, asked.header("location")), (303, "/reports?done=asked"));
    client.form("/reports", &fields).await;
    let page = client.get("/reports?done=asked").await.body;
    assert!(page.contains("0 rapports sur 2 sont prêts") && page.contains("en attente"), "{page}");
    assert_eq!(make(&test).await, 2, "asking twice makes each once");
    let page = client.get("/reports").await.body;
    assert!(page.contains("2 rapports sur 2 sont prêts") && !page.contains("en attente"), "{page}");
    assert_eq!(page.matches("/file\"").count(), 2, "{page}");
    let zip = page.split("/reports/").find_map(|rest| rest.split_once("/reports.zip")).unwrap().0;
    let zip = client.get(&format!("/reports/{zip}/reports.zip")).await;
    assert_eq!((zip.status, zip.header("content-type")), (200, "application/zip"));
    assert!(zip.bytes.starts_with(b"PK"), "{}", zip.bytes.len());
    for name in ["residence-verte-2026-10.pdf", "clos-des-lilas-2026-10.pdf"] {
        assert!(zip.body.contains(name), "{name}");
    }

    let future = client.form("/reports", &[("p", "year"), ("d", "2027-01-01"), ("lang", "nl")]).await;
    let back = future.header("location").to_owned();
    assert_eq!((future.status, back.as_str()), (303, "/reports?error=future_date&p=year&d=2027-01-01&lang=nl"));
    let page = client.get(&back).await.body;
    assert!(page.contains("Cette période n’a pas encore commencé"), "{page}");
    assert!(page.contains("value=\"2027-01-01\""), "what was typed is still there: {page}");
}

#[tokio::test]
async fn old_reports_are_forgotten() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    ask(&client, &test, &json!({ "period": "2026-10" })).await;
    make(&test).await;
    let count = async || raw::number(&test.app.db, "SELECT COUNT(*) FROM reports").await;
    test.app.clock.advance(90 * 86_400);
    reports::forget(&test.app).await.unwrap();
    assert_eq!(count().await, 1);
    test.app.clock.advance(1);
    reports::forget(&test.app).await.unwrap();
    assert_eq!(count().await, 0);
}
