//! Who may do what, over HTTP: every route and every server function has a case, or the test fails.

mod cases;

use crate::{
    imports,
    support::{Answer, Client, Meter, TestApp},
};
use cases::{Case, Needs, cases};
use reqwest::Method;
use serde_json::Value;
use syndiwatt::web;
use uuid::Uuid;

/// An identifier of nothing.
const NOTHING: &str = "01a1fc51-80b7-71f0-89d6-2c377dc55271";

/// What the placeholders of a case stand for.
struct Ids {
    building: String,
    device: String,
    import: String,
    tariff: String,
    rule: String,
}

impl Ids {
    /// A meter and a waiting import of the test's building.
    async fn of(test: &TestApp) -> Self {
        let meter = test.meter(Meter::default()).await;
        let import = imports::any_preview(test, &test.syndic().await).await;
        let tariff = crate::cost::any_tariff(&test.syndic().await).await;
        let rule = crate::alerts::any_rule(&test.syndic().await).await;
        Self { building: test.building.id.to_string(), device: meter.id.to_string(), import, tariff, rule }
    }

    /// Of nothing.
    fn unknown() -> Self {
        let id = || Uuid::now_v7().to_string();
        Self { building: id(), device: id(), import: id(), tariff: id(), rule: id() }
    }
}

async fn ask(client: &Client, case: &Case, ids: &Ids) -> Answer {
    let fill = |text: &str| {
        let building = text.replace("{building}", &ids.building).replace("{id}", &ids.building);
        building
            .replace("{device}", &ids.device)
            .replace("{import}", &ids.import)
            .replace("{tariff}", &ids.tariff)
            .replace("{rule}", &ids.rule)
            .replace("{meter}", &ids.device)
            .replace("{kind}", "night")
            .replace("{day}", "2026-11-01")
            .replace("{provider}", "enedis")
            .replace("{index}", "0")
            .replace("{endpoint}", NOTHING)
            .replace("{notification}", NOTHING)
            .replace("{report}", NOTHING)
            .replace("{batch}", NOTHING)
    };
    let method = Method::from_bytes(case.method.as_bytes()).unwrap();
    let mut request = client.request(method, &format!("{}{}", fill(case.path), fill(case.query)));
    if let Some(body) = case.body {
        let json = case.path.starts_with("/api/") || body.starts_with('{');
        let content_type = if json { "application/json" } else { "application/x-www-form-urlencoded" };
        request = request.header("content-type", content_type).body(fill(body));
    }
    client.send(request).await
}

/// The answer without what differs every time.
fn comparable(answer: &Answer) -> (u16, String) {
    let body = match serde_json::from_str::<Value>(&answer.body) {
        Ok(mut json) => {
            json.as_object_mut().map(|fields| fields.remove("instance"));
            json.to_string()
        }
        Err(_) => String::new(),
    };
    (answer.status, body)
}

#[tokio::test]
async fn every_route_has_one_case_and_every_case_a_route() {
    let mut known: Vec<(String, String)> =
        cases().iter().map(|case| (case.method.to_owned(), case.path.to_owned())).collect();
    known.sort();
    let mut routes: Vec<(String, String)> = web::routes().into_iter().map(|route| (route.method, route.path)).collect();
    routes.sort();
    let missing: Vec<_> = routes.iter().filter(|route| !known.contains(route)).collect();
    assert!(missing.is_empty(), "say in access/cases.rs who may use {missing:#?}");
    let surplus: Vec<_> = known.iter().filter(|case| !routes.contains(case)).collect();
    assert!(surplus.is_empty(), "no such routes, remove their cases: {surplus:#?}");
    assert_eq!(known.len(), routes.len(), "a case or a route is there twice");
}

#[tokio::test]
async fn nobody_gets_in_without_logging_in() {
    let test = TestApp::new().await;
    let ids = Ids::of(&test).await;
    for case in cases() {
        let answer = ask(&test.anonymous(), &case, &ids).await;
        let refused = match answer.status {
            401 => true,
            303 => answer.header("location").starts_with("/login"),
            _ => false,
        };
        let expected = !matches!(case.needs, Needs::Nothing);
        assert_eq!(refused, expected, "{} {}: {answer:?}", case.method, case.path);
    }
}

#[tokio::test]
async fn what_belongs_to_others_does_not_exist() {
    let test = TestApp::new().await;
    let ids = Ids::of(&test).await;
    let strangers =
        [("other syndic", test.other_syndic().await), ("owner of another building", test.other_owner().await)];
    let of_a_building = |case: &&Case| matches!(case.needs, Needs::Read | Needs::Manage);
    for case in cases().iter().filter(of_a_building) {
        for (name, client) in &strangers {
            let theirs = ask(client, case, &ids).await;
            assert_eq!(theirs.status, 404, "{name}: {} {}: {theirs:?}", case.method, case.path);
            let nothing = ask(client, case, &Ids::unknown()).await;
            assert_eq!(comparable(&theirs), comparable(&nothing), "{name}: {} {}", case.method, case.path);
        }
    }
}

#[tokio::test]
async fn what_belongs_to_another_organisation_does_not_exist() {
    let test = TestApp::new().await;
    let ids = Ids::of(&test).await;
    let other = test.other_syndic().await;
    for case in cases().iter().filter(|case| case.needs == Needs::Organisation && case.path.contains('{')) {
        let theirs = ask(&other, case, &ids).await;
        assert_eq!(theirs.status, 404, "{} {}: {theirs:?}", case.method, case.path);
        assert_eq!(comparable(&theirs), comparable(&ask(&other, case, &Ids::unknown()).await));
    }
    let lists = test.syndic().await.get("/api/v1/tariffs").await.json();
    assert_eq!(lists["tariffs"].as_array().map(Vec::len), Some(1));
    assert_eq!(other.get("/api/v1/tariffs").await.json()["tariffs"], serde_json::json!([]));
}

#[tokio::test]
async fn a_meter_is_found_below_its_own_building_only() {
    let test = TestApp::new().await;
    let syndic = test.syndic().await;
    let ids = Ids { building: test.other_building().await.id.to_string(), ..Ids::of(&test).await };
    for case in cases().iter().filter(|case| case.path.contains("{device}")) {
        assert_eq!(ask(&syndic, case, &ids).await.status, 404, "{} {}", case.method, case.path);
    }
}

#[tokio::test]
async fn owners_read_and_do_not_manage_and_the_syndic_does_both() {
    let test = TestApp::new().await;
    let ids = Ids::of(&test).await;
    let (owner, syndic) = (test.owner().await, test.syndic().await);
    let named = |case: &&Case| !matches!(case.needs, Needs::Nothing | Needs::Login);
    for case in cases().iter().filter(named) {
        let (owners, syndics) = (ask(&owner, case, &ids).await, ask(&syndic, case, &ids).await);
        let name = format!("{} {}", case.method, case.path);
        assert_eq!(owners.status == 403, case.needs != Needs::Read, "owner: {name}: {owners:?}");
        assert!(![401, 403, 500].contains(&syndics.status), "syndic: {name}: {syndics:?}");
        assert_eq!(syndics.status, case.syndic, "syndic: {name}: {syndics:?}");
    }
}
