//! The description of the API: complete, browsable, without anything from elsewhere.

use crate::support::TestApp;

#[tokio::test]
async fn names_every_operation() {
    let test = TestApp::new().await;
    let document = test.anonymous().get("/api/openapi.json").await.json();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let answers: Vec<_> = operation["responses"].as_object().unwrap().keys().cloned().collect();
            operations.push(format!("{} {path}: {}", method.to_uppercase(), answers.join(" ")));
        }
    }
    operations.sort();
    insta::assert_snapshot!(operations.join("\n"), @r"
    DELETE /api/v1/buildings/{building}/iot/devices/{device}: 204 400 401 403 404 503
    DELETE /api/v1/rules/{rule}: 204 400 401 403 404 503
    DELETE /api/v1/tariffs/{tariff}: 204 400 401 403 404 409 503
    GET /api/v1/alerts: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/anomalies: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/costs/lots: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/costs: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/devices/{device}/contracts: 200 400 401 403 404 503
    GET /api/v1/buildings/{building}/iot/devices: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/export: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/forecast: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/profile: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/readings/latest: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/readings: 200 400 401 404 503
    GET /api/v1/buildings/{building}/iot/statistics: 200 400 401 404 503
    GET /api/v1/buildings/{building}/lots: 200 400 401 404 503
    GET /api/v1/buildings/{building}/reports/{report}/file: 200 400 401 404 503
    GET /api/v1/buildings/{building}/reports/{report}: 200 400 401 404 503
    GET /api/v1/buildings/{building}/reports: 200 400 401 404 503
    GET /api/v1/emission-factors: 200 400 401 404 503
    GET /api/v1/notifications: 200 400 401 404 503
    GET /api/v1/ranking: 200 400 401 404 503
    GET /api/v1/rules: 200 400 401 403 404 503
    GET /api/v1/tariffs: 200 400 401 403 404 503
    POST /api/v1/buildings/{building}/iot/linky/auth-url: 200 400 401 403 404 503
    POST /api/v1/buildings/{building}/iot/linky/configure: 201 400 401 403 404 409 422 503
    POST /api/v1/buildings/{building}/iot/linky/sync: 202 400 401 403 404 503
    POST /api/v1/buildings/{building}/reports: 202 400 401 404 503
    POST /api/v1/notifications/{notification}/read: 204 400 401 403 404 503
    POST /api/v1/tariffs: 201 400 401 403 404 503
    PUT /api/v1/buildings/{building}/iot/devices/{device}/alerts/{kind}/{day}: 204 400 401 403 404 409 503
    PUT /api/v1/buildings/{building}/iot/devices/{device}/contracts: 204 400 401 403 404 503
    PUT /api/v1/buildings/{building}/iot/devices/{device}: 200 400 401 403 404 503
    PUT /api/v1/buildings/{building}/lots: 200 400 401 403 404 503
    PUT /api/v1/emission-factors: 200 400 401 403 404 503
    PUT /api/v1/rules: 200 400 401 403 404 409 503
    PUT /api/v1/tariffs/{tariff}: 200 400 401 403 404 409 503
    ");
}

#[tokio::test]
async fn is_browsable_under_its_own_policy() {
    let test = TestApp::new().await;
    let visitor = test.anonymous();
    assert_eq!(visitor.get("/api/docs").await.header("location"), "/api/docs/");
    let page = visitor.get("/api/docs/").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html"));
    assert!(page.header("content-security-policy").contains("script-src 'self';"), "{page:?}");
    assert!(!page.body.contains("http://") && !page.body.contains("https://"), "{}", page.body);
    let sources = page.body.split("src=\"./").skip(1).map(|rest| rest.split_once('"').unwrap().0);
    for source in sources.chain(["swagger-ui.css"]) {
        assert_eq!(visitor.get(&format!("/api/docs/{source}")).await.status, 200, "{source}");
    }
}
