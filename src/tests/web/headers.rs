//! Headers, sizes, and errors as documents.

use crate::support::TestApp;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn every_answer_is_fenced_in() {
    let test = TestApp::new().await;
    let visitor = test.anonymous();
    for path in ["/login", "/", "/health", "/api/nothing", "/rpc/nothing", "/assets/nothing"] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(!answer.header("content-security-policy").contains("unsafe-inline' 'nonce"), "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
}

#[tokio::test]
async fn scripts_of_a_page_carry_the_nonce_of_its_policy() {
    let test = TestApp::new().await;
    let (first, second) = (test.anonymous().get("/login").await, test.anonymous().get("/login").await);
    let nonce = |policy: &str| policy.split_once("'nonce-").unwrap().1.split_once('\'').unwrap().0.to_owned();
    let own = nonce(first.header("content-security-policy"));
    assert_ne!(own, nonce(second.header("content-security-policy")));
    for script in first.body.split("<script").skip(1).map(|script| script.split_once('>').unwrap()) {
        let empty = script.1.starts_with("</script>");
        assert!(empty || script.0.contains(&format!("nonce=\"{own}\"")), "{script:?}");
    }
    assert_eq!((first.status, first.header("cache-control")), (200, "no-store"));
}

#[tokio::test]
async fn unknown_addresses_are_404_in_the_form_of_their_kind() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let page = client.get("/nowhere").await;
    assert_eq!((page.status, page.header("content-type")), (404, "text/html; charset=utf-8"));
    let api = client.get("/api/v1/nowhere").await;
    assert_eq!((api.status, api.problem().as_str()), (404, "not_found"));
    let function = client.post("/rpc/nowhere", &json!({})).await;
    assert_eq!((function.status, function.json()), (404, json!({ "kind": "not_found" })));
}

#[tokio::test]
async fn large_bodies_are_refused_before_they_are_read() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let request = client.request(Method::POST, "/rpc/portfolio/view").body(vec![b' '; 1_048_577]);
    let answer = client.send(request).await;
    assert_eq!((answer.status, answer.json()), (413, json!({ "kind": "file_too_large", "max_mb": 1 })));
}
