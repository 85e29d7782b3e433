//! Connecting and synchronising by the REST API alone.

use super::site::Site;
use crate::{
    providers::browser::Query,
    support::{Answer, Client},
};
use serde_json::{Value, json};
use syndiwatt::{
    sandbox::catalogue::{EAN_COMMON, EAN_HEAT_PUMP, PRM_COMMON, PRM_HEAT_PUMP},
    services::syncs,
};
use url::Url;

/// `auth-url`, then the consent.
async fn consented(site: &Site, client: &Client, provider: &str, points: &[&str]) -> Query {
    let answer = client.post(&site.linky("auth-url"), &json!({ "provider": provider })).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["expires_at"], "2026-11-21T09:15:00Z");
    site.consent(Url::parse(answer.json()["authorization_url"].as_str().unwrap()).unwrap(), points).await
}

async fn configure(site: &Site, client: &Client, provider: &str, number: &str, query: &Query) -> Answer {
    let code = query.get("code").filter(|_| provider == "Ores");
    let body = json!({
        "provider": provider, "prm": number, "state": query["state"], "authorization_code": code,
        "autorisation_id": query.get("autorisation_id"),
    });
    client.post(&site.linky("configure"), &body).await
}

fn numbers(answer: &Answer) -> Vec<Value> {
    answer.json()["devices"].as_array().unwrap().iter().map(|device| device["number"].clone()).collect()
}

#[tokio::test]
async fn configure_then_sync_then_read() {
    let site = Site::new().await;
    let syndic = site.test.syndic().await;
    let query = consented(&site, &syndic, "Enedis", &[PRM_COMMON]).await;
    let configured = configure(&site, &syndic, "Enedis", PRM_COMMON, &query).await;
    assert_eq!((configured.status, numbers(&configured)), (201, vec![json!(PRM_COMMON)]), "{configured:?}");
    let again = configure(&site, &syndic, "Enedis", PRM_COMMON, &query).await;
    assert_eq!((again.status, again.problem().as_str()), (400, "consent_state"), "a state is good once");

    let queued = syndic.post(&site.linky("sync"), &json!({})).await;
    assert_eq!(queued.status, 202, "{queued:?}");
    let run = &queued.json()["runs"][0];
    assert_eq!((&run["number"], &run["state"], &run["problem"]), (&json!(PRM_COMMON), &json!("queued"), &Value::Null));
    let ran = syncs::run_queued(&site.test.app).await.unwrap();
    assert_eq!((ran.done, ran.failed), (1, 0), "configure and sync made one run");

    let building = format!("/api/v1/buildings/{}/iot", site.test.building.id);
    let device = syndic.get(&format!("{building}/devices")).await.json()["devices"][0].clone();
    assert_eq!((&device["data_through"], &device["consent"]), (&json!("2026-11-20"), &json!("active")));
    let days = "start_date=2026-11-20&end_date=2026-11-20";
    let page = syndic.get(&format!("{building}/readings?{days}&metric_type=ElectricityConsumption")).await;
    assert_eq!(page.json()["readings"].as_array().unwrap().len(), 48, "{page:?}");
    let statistics = syndic.get(&format!("{building}/statistics?{days}&period=day")).await.json();
    assert_eq!(statistics["statistics"]["count_days_whole"], 1);
}

#[tokio::test]
async fn the_same_days_a_second_time_change_nothing() {
    let site = Site::new().await;
    let syndic = site.test.syndic().await;
    let query = consented(&site, &syndic, "Enedis", &[PRM_COMMON]).await;
    configure(&site, &syndic, "Enedis", PRM_COMMON, &query).await;
    syncs::run_queued(&site.test.app).await.unwrap();
    let before = site.simulator.calls().len();
    let week = format!("{}?start_date=2026-11-10&end_date=2026-11-16", site.linky("sync"));
    assert_eq!(syndic.post(&week, &json!({})).await.json()["runs"][0]["state"], "queued");
    syncs::run_queued(&site.test.app).await.unwrap();
    assert!(site.simulator.calls().len() > before, "named days are asked for again");
    let done = syndic.post("/rpc/sync/progress", &json!({ "building": site.test.building.id })).await.json();
    assert_eq!(
        (&done[0]["state"], &done[0]["days_done"], &done[0]["values_written"]),
        (&json!("done"), &json!(7), &json!(0))
    );
    for (query, name) in [
        ("start_date=2026-11-22&end_date=2026-11-23", "future_date"),
        ("start_date=2026-11-16&end_date=2026-11-10", "end_before_start"),
    ] {
        let answer = syndic.post(&format!("{}?{query}", site.linky("sync")), &json!({})).await;
        assert_eq!((answer.status, answer.problem().as_str()), (400, name));
    }
}

#[tokio::test]
async fn ores_answers_with_every_meter_of_the_consent_and_only_those() {
    let site = Site::new().await;
    let syndic = site.test.syndic().await;
    let query = consented(&site, &syndic, "Ores", &[EAN_COMMON]).await;
    let other = configure(&site, &syndic, "Ores", EAN_HEAT_PUMP, &query).await;
    assert_eq!((other.status, other.problem().as_str()), (401, "consent_failed"), "no consent for that one");
    let query = consented(&site, &syndic, "Ores", &[EAN_COMMON, EAN_HEAT_PUMP]).await;
    let both = configure(&site, &syndic, "Ores", EAN_COMMON, &query).await;
    assert_eq!((both.status, numbers(&both).len()), (201, 2), "{both:?}");
}

#[tokio::test]
async fn a_state_is_of_one_session_building_and_operator() {
    let site = Site::new().await;
    let (syndic, colleague) = (site.test.syndic().await, site.test.syndic().await);
    let query = consented(&site, &syndic, "Enedis", &[PRM_HEAT_PUMP]).await;
    let foreign = configure(&site, &colleague, "Enedis", PRM_HEAT_PUMP, &query).await;
    assert_eq!((foreign.status, foreign.problem().as_str()), (400, "consent_state"));
    let query = consented(&site, &syndic, "Enedis", &[PRM_HEAT_PUMP]).await;
    let body = json!({ "provider": "Enedis", "prm": PRM_HEAT_PUMP, "state": query["state"] });
    let elsewhere = site.test.other_building().await.id;
    let answer = syndic.post(&format!("/api/v1/buildings/{elsewhere}/iot/linky/configure"), &body).await;
    assert_eq!((answer.status, answer.problem().as_str()), (400, "consent_state"), "left for another building");
    let query = consented(&site, &syndic, "Enedis", &[PRM_HEAT_PUMP]).await;
    let other = json!({ "provider": "Ores", "prm": EAN_COMMON, "state": query["state"], "authorization_code": "x" });
    let answer = syndic.post(&site.linky("configure"), &other).await;
    assert_eq!((answer.status, answer.problem().as_str()), (400, "consent_state"), "another operator");
}
