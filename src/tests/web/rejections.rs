//! What a browser sends wrong outside the API: a translated page that names the field, never the framework's own words.

use crate::support::{Answer, Client, TestApp};
use reqwest::Method;
use rstest::rstest;

const FORM: &str = "application/x-www-form-urlencoded";

async fn send(test: &TestApp, client: &Client, line: &str, content_type: &str, body: &str, language: &str) -> Answer {
    let (method, path) = line.split_once(' ').unwrap();
    let path = path.replace("{building}", &test.building.id.to_string());
    let request = client.request(Method::from_bytes(method.as_bytes()).unwrap(), &path);
    let request = request.header("content-type", content_type).header("accept", "text/html");
    client.send(request.header("accept-language", language).body(body.to_owned())).await
}

#[rstest]
#[case("POST /login", FORM, "email=a@b.c", 400, "password")]
#[case("POST /login", FORM, "password=x", 400, "email")]
#[case("POST /login", FORM, "email=a&email=b&password=x", 400, "email")]
#[case("POST /login", "text/plain", "email=a@b.c&password=x", 400, "content-type")]
#[case("POST /login", "application/json", "{}", 400, "content-type")]
#[case("POST /preferences", "text/plain", "lang=nl", 400, "content-type")]
#[case("POST /preferences", FORM, "lang=nl&lang=fr", 400, "lang")]
#[case("POST /buildings/{building}/connect", FORM, "", 400, "provider")]
#[case("POST /buildings/{building}/connect", "multipart/form-data", "x", 400, "content-type")]
#[case("POST /buildings/nowhere/connect", FORM, "provider=Enedis", 404, "")]
#[case("POST /buildings/%FF/connect", FORM, "provider=Enedis", 404, "")]
#[case("POST /buildings/{building}/import/7", FORM, "", 404, "")]
#[case("POST /buildings/{building}/import/7", "text/plain", "", 404, "")]
#[case("POST /buildings/x/import", FORM, "", 404, "")]
#[case("GET /buildings/{building}/charts/first", FORM, "", 404, "")]
#[case("GET /buildings/{building}/charts/-1", FORM, "", 404, "")]
#[case("GET /buildings/{building}/charts/0?dark=maybe", FORM, "", 400, "dark")]
#[case("GET /buildings/{building}/charts/0?p=month&p=day", FORM, "", 400, "p")]
#[case("GET /auth/linky/callback/enedis?state=a&state=b", FORM, "", 400, "state")]
#[case("GET /auth/linky/callback/%FF?state=a", FORM, "", 404, "")]
#[case("DELETE /buildings/{building}", FORM, "", 405, "")]
#[case("PUT /login", FORM, "", 405, "")]
#[tokio::test]
async fn is_answered_with_a_page(
    #[case] line: &str,
    #[case] content_type: &str,
    #[case] body: &str,
    #[case] status: u16,
    #[case] field: &str,
) {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let mut texts = Vec::new();
    for language in ["fr", "nl", "en"] {
        let answer = send(&test, &client, line, content_type, body, language).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{answer:?}");
        assert!(answer.body.contains(&format!("<html lang=\"{language}\"")), "{answer:?}");
        assert!(field.is_empty() || answer.body.contains(field), "{answer:?}");
        for foreign in ["deserialize", "Invalid", "Cannot parse", "Failed", "Content-Type`"] {
            assert!(!answer.body.contains(foreign), "{answer:?}");
        }
        texts.push(answer.body.replace(&format!("lang=\"{language}\""), ""));
    }
    texts.dedup();
    assert_eq!(texts.len(), 3, "each language has its own words");
}

#[tokio::test]
async fn the_chosen_language_counts_more_than_the_browser_s() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    assert_eq!(client.form("/preferences", &[("lang", "nl")]).await.status, 303);
    let answer = send(&test, &client, "POST /login", FORM, "", "fr").await;
    assert!(answer.body.contains("<html lang=\"nl\""), "{answer:?}");
}

#[tokio::test]
async fn a_form_without_end_is_cut() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let body = format!("provider={}", "x".repeat(1_048_577));
    let answer = send(&test, &client, "POST /buildings/{building}/connect", FORM, &body, "en").await;
    assert_eq!(answer.status, 413, "{}", answer.status);
    assert!(answer.body.contains("1 MB") || answer.body.contains("1\u{a0}MB"), "{}", answer.body);
}

#[rstest]
#[case("application/json", "[1", 400, "invalid_field", "body")]
#[case("text/plain", r#"{"provider":"Enedis"}"#, 400, "invalid_field", "content-type")]
#[case("application/json", "{}", 400, "invalid_field", "provider")]
#[case("application/json", r#"{"provider":7}"#, 400, "invalid_field", "provider")]
#[case("application/json", "\u{0}", 400, "invalid_field", "body")]
#[tokio::test]
async fn the_api_answers_with_a_document(
    #[case] content_type: &str,
    #[case] body: &str,
    #[case] status: u16,
    #[case] name: &str,
    #[case] field: &str,
) {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let line = "POST /api/v1/buildings/{building}/iot/linky/auth-url";
    let answer = send(&test, &client, line, content_type, body, "fr").await;
    assert_eq!((answer.status, answer.problem().as_str()), (status, name), "{answer:?}");
    assert_eq!(answer.json()["field"], field);
    let nowhere = line.replace("{building}", "nowhere");
    assert_eq!(send(&test, &client, &nowhere, "application/json", "{}", "fr").await.problem(), "not_found");
}
