//! A browser without JavaScript that goes through the consent pages.

use super::{clock, enedis, simulator};
use reqwest::{Client, StatusCode, redirect::Policy};
use std::collections::HashMap;
use syndiwatt::{
    providers::{Callback, MeterProvider, ProviderError},
    sandbox::catalogue::{self, Customer, Operator},
};
use url::Url;

/// What comes back to the application.
pub type Query = HashMap<String, String>;

/// Follows no redirect.
pub fn client() -> Client {
    // Refused when another test was first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().redirect(Policy::none()).build().unwrap()
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let marker = format!(r#"name="{name}" value=""#);
    let rest = &page[page.find(&marker).unwrap_or_else(|| panic!("no {name} in {page}")) + marker.len()..];
    rest[..rest.find('"').unwrap()].to_owned()
}

async fn post(url: Url, fields: &[(&str, &str)]) -> reqwest::Response {
    client().post(url).form(fields).send().await.unwrap()
}

/// Logs in, chooses `points` and presses the button of `decision`.
pub async fn consent(authorize: Url, customer: &Customer, points: &[&str], decision: &str) -> Query {
    let path = |step: &str| authorize.join(&format!("/sandbox/{}/{step}", customer.operator.slug())).unwrap();
    let page = client().get(authorize.clone()).send().await.unwrap().text().await.unwrap();
    let wish = hidden(&page, "wish");
    let login = [("wish", wish.as_str()), ("login", customer.login), ("password", customer.password)];
    let page = post(path("login"), &login).await.text().await.unwrap();
    let ticket = hidden(&page, "ticket");
    let mut fields = vec![("wish", wish.as_str()), ("ticket", ticket.as_str()), ("decision", decision)];
    fields.extend(points.iter().map(|point| ("point", *point)));
    let answer = post(path("decide"), &fields).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let back = Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
    assert!(back.path().starts_with("/auth/linky/callback/"));
    back.query_pairs().into_owned().collect()
}

pub fn callback(query: &Query) -> Callback {
    let field = |name: &str| query.get(name).cloned();
    let (code, usage_point_id, autorisation_id) = (field("code"), field("usage_point_id"), field("autorisation_id"));
    Callback { code, usage_point_id, autorisation_id, error: field("error") }
}

pub fn customer(operator: Operator) -> &'static Customer {
    catalogue::customers().iter().find(|customer| customer.operator == operator).unwrap()
}

#[tokio::test]
async fn several_meters_in_one_consent_at_enedis() {
    let (clock, who) = (clock(), customer(Operator::Enedis));
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    let query = consent(adapter.authorize_url("st&te 1", None), who, &who.points[..2], "agree").await;
    assert_eq!(query["state"], "st&te 1");
    let grant = adapter.complete(&callback(&query), None).await.unwrap();
    assert_eq!(grant.numbers.iter().map(|n| n.as_str()).collect::<Vec<_>>(), who.points[..2]);
    assert!(grant.tokens.is_none());
}

#[tokio::test]
async fn who_refuses_gives_nothing() {
    let (clock, who) = (clock(), customer(Operator::Enedis));
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    let query = consent(adapter.authorize_url("s", None), who, who.points, "refuse").await;
    assert_eq!(query.get("error").map(String::as_str), Some("access_denied"));
    assert!(!query.contains_key("autorisation_id") && !query.contains_key("code"));
    let refused = adapter.complete(&callback(&query), None).await;
    assert!(matches!(refused, Err(ProviderError::ConsentNeeded(_))));
}

#[tokio::test]
async fn a_wrong_password_and_a_foreign_address_lead_nowhere() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let authorize = enedis(&simulator.url(), &clock).authorize_url("s", None);
    let page = client().get(authorize.clone()).send().await.unwrap().text().await.unwrap();
    let wish = hidden(&page, "wish");
    let fields = [("wish", wish.as_str()), ("login", "residence.verte@exemple.fr"), ("password", "x")];
    let answer = post(authorize.join("/sandbox/enedis/login").unwrap(), &fields).await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let elsewhere = authorize.as_str().replace("127.0.0.1%3A4299", "evil.example");
    assert_ne!(elsewhere, authorize.as_str());
    assert_eq!(client().get(elsewhere).send().await.unwrap().status(), StatusCode::BAD_REQUEST);
}
