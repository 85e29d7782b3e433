//! Webhooks and gateways, as another program receives them.

use super::{change, programs::Program, send, syndic, tell, user};
use crate::support::{TestApp, raw};
use rstest::rstest;
use secrecy::SecretString;
use serde_json::{Value, json};
use syndiwatt::{
    domain::{
        access::{Actor, Role},
        anomaly::Severity,
        error::AppError,
        id::EndpointId,
        language::Language,
        notice::{AlertChange, ChangeState, EndpointKind, NewEndpoint, Preference, Ways},
        rule::Channel,
    },
    services::notices::{self, endpoints},
};

const SECRET: &str = "a secret of twenty-six chars";

struct World {
    test: TestApp,
    actor: Actor,
}

impl World {
    async fn new(options: &[&str]) -> Self {
        let test = TestApp::with(options).await;
        let email = test.user(test.organisation, Role::Syndic, &[]).await;
        let actor = Actor { user: user(&test, &email).await, ..syndic(&test) };
        Self { test, actor }
    }

    /// Where services may be on this machine.
    async fn here() -> Self {
        Self::new(&["--webhooks-to-loopback", "true"]).await
    }

    async fn add(&self, kind: EndpointKind, url: &str, secret: &str) -> Result<EndpointId, AppError> {
        let new = NewEndpoint { kind, label: "Équipe".to_owned(), least: Severity::Minor, language: Language::Fr };
        endpoints::add(&self.test.app, &self.actor, &new, &url.into(), &SecretString::from(secret)).await
    }

    /// A change that goes to services only.
    async fn tell(&self, alert: &str) -> u64 {
        let change = change(&self.test, ChangeState::Opened, Severity::Critical);
        tell(&self.test, &AlertChange { alert: alert.to_owned(), channels: [Channel::Webhook].into(), ..change }).await
    }
}

/// What a service of this kind receives at `/hooks/topic`.
async fn received(kind: EndpointKind, secret: &str) -> Value {
    let (world, receiver) = (World::here().await, Program::receiver(SECRET, &[]));
    world.add(kind, &format!("http://127.0.0.1:{}/hooks/topic", receiver.port), secret).await.unwrap();
    assert_eq!(world.tell("a").await, 1);
    assert_eq!(send(&world.test).await.sent, 1);
    receiver.next()
}

#[tokio::test]
async fn ours_is_signed_and_says_everything() {
    let request = received(EndpointKind::Json, SECRET).await;
    assert_eq!(request["signed"], true);
    assert!(request["headers"]["syndiwatt-signature"].as_str().unwrap().starts_with("t=1795251600,v1="));
    let body = &request["body"];
    assert_eq!(body["id"], request["headers"]["syndiwatt-delivery"]);
    let expected = json!({
        "type": "alert.opened", "at": "2026-11-21T09:00:00Z", "alert": "a", "kind": "over_consumption",
        "severity": "Critical", "day": "2026-11-20", "value": { "unit": "kWh", "value": 48.6 },
        "expected": { "unit": "kWh", "value": 30.0 }, "meter": null,
    });
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&body[field], value, "{field}");
    }
    assert_eq!(body["building"]["name"], "Résidence Verte");
    assert!((body["variance_percent"].as_f64().unwrap() - 62.0).abs() < 1e-9);
    assert!(body["link"].as_str().unwrap().ends_with("?p=day&d=2026-11-20"));
}

#[tokio::test]
async fn slack_teams_and_ntfy_get_what_they_understand() {
    let slack = received(EndpointKind::Slack, "").await["body"].take();
    assert!(slack["text"].as_str().unwrap().starts_with("Surconsommation électrique – Résidence Verte"));
    assert_eq!(
        (&slack["blocks"][0]["type"], &slack["blocks"][0]["text"]["type"]),
        (&json!("section"), &json!("mrkdwn"))
    );
    assert!(slack["blocks"][1]["elements"][0]["url"].as_str().unwrap().contains("/buildings/"));

    let teams = received(EndpointKind::Teams, "").await["body"].take();
    let attachment = &teams["attachments"][0];
    assert_eq!(teams["type"], "message");
    assert_eq!(attachment["contentType"], "application/vnd.microsoft.card.adaptive");
    assert_eq!(attachment["content"]["type"], "AdaptiveCard");
    let facts = attachment["content"]["body"][2]["facts"].as_array().unwrap();
    assert!(facts.contains(&json!({ "title": "Moyenne 7 jours", "value": "30,0\u{a0}kWh" })), "{facts:?}");
    assert_eq!(attachment["content"]["actions"][0]["type"], "Action.OpenUrl");

    let ntfy = received(EndpointKind::Ntfy, "tk_secret").await;
    assert_eq!(ntfy["path"], "/hooks/", "the topic travels inside");
    assert_eq!(ntfy["headers"]["authorization"], "Bearer tk_secret");
    assert_eq!((&ntfy["body"]["topic"], &ntfy["body"]["priority"]), (&json!("topic"), &json!(5)));
    assert!(ntfy["body"]["message"].as_str().unwrap().contains("48,6"));
}

#[tokio::test]
async fn a_gateway_carries_messages_to_a_phone() {
    let (world, receiver) = (World::here().await, Program::receiver("", &[]));
    let phone = Preference {
        ways: Ways { sms: true, ..Ways::default() },
        phone: "+33612345678".to_owned(),
        ..Preference::of(Role::Syndic)
    };
    notices::preferences::save(&world.test.app, &world.actor, &phone).await.unwrap();
    let change = change(&world.test, ChangeState::Opened, Severity::Major);
    assert_eq!(tell(&world.test, &change).await, 0, "no gateway yet");
    let url = format!("http://127.0.0.1:{}/send/{{to}}", receiver.port);
    let id = world.add(EndpointKind::Sms, &url, "token").await.unwrap();
    assert_eq!(tell(&world.test, &change).await, 1);
    endpoints::test(&world.test.app, &world.actor, id).await.unwrap();
    assert_eq!(send(&world.test).await.sent, 2);
    let request = receiver.next();
    assert_eq!((&request["path"], &request["body"]["to"]), (&json!("/send/%2B33612345678"), &json!("+33612345678")));
    assert_eq!(request["headers"]["authorization"], "Bearer token");
    assert!(request["body"]["title"].as_str().unwrap().starts_with("Surconsommation"));
    assert_eq!(receiver.next()["body"]["title"], "Message d’essai de Syndiwatt");
}

#[tokio::test]
async fn a_busy_service_is_asked_again_and_a_redirect_is_not_followed() {
    let (world, receiver) = (World::here().await, Program::receiver(SECRET, &["503", "200", "302"]));
    world.add(EndpointKind::Json, &format!("http://127.0.0.1:{}/", receiver.port), SECRET).await.unwrap();
    world.tell("a").await;
    assert_eq!(send(&world.test).await.later, 1);
    world.test.app.clock.advance(60);
    assert_eq!(send(&world.test).await.sent, 1);
    let (first, again) = (receiver.next(), receiver.next());
    assert_eq!(first["body"], again["body"]);
    assert_eq!(again["signed"], true);
    assert_ne!(first["headers"]["syndiwatt-signature"], again["headers"]["syndiwatt-signature"], "a new time");
    world.tell("b").await;
    assert_eq!(send(&world.test).await.failed, 1);
    assert_eq!(receiver.next()["path"], "/");
    assert!(receiver.rest().is_empty());
    let services = endpoints::list(&world.test.app, &world.actor).await.unwrap();
    assert_eq!(services[0].latest.unwrap().problem.map(|problem| problem.as_str()), Some("refused"));
}

#[rstest]
#[case("http://hooks.example.org/")]
#[case("https://127.0.0.1/")]
#[case("https://[::1]/")]
#[case("https://10.0.0.8/{to}")]
#[case("https://169.254.169.254/latest/meta-data/")]
#[case("https://user:password@hooks.example.org/")]
#[case("no address")]
#[tokio::test]
async fn addresses_inside_are_refused(#[case] url: &str) {
    let world = World::new(&[]).await;
    let refused = world.add(EndpointKind::Json, url, SECRET).await;
    assert!(matches!(&refused, Err(AppError::InvalidField { field, .. }) if field == "url"), "{refused:?}");
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused_when_it_is_asked() {
    let (world, receiver) = (World::new(&[]).await, Program::receiver(SECRET, &[]));
    world.add(EndpointKind::Json, &format!("https://localhost:{}/", receiver.port), SECRET).await.unwrap();
    world.tell("a").await;
    assert_eq!(send(&world.test).await.failed, 1);
    let problem = raw::rows::<(String,)>(&world.test.app.db, "SELECT problem FROM notices").await;
    assert_eq!(problem, [("forbidden".to_owned(),)]);
    assert!(receiver.rest().is_empty());
}

#[tokio::test]
async fn nothing_secret_is_stored_in_clear_or_shown() {
    let world = World::new(&[]).await;
    world.add(EndpointKind::Slack, "https://hooks.example.org/services/T0/B0/token", "").await.unwrap();
    let short = world.add(EndpointKind::Json, "https://hooks.example.org/", "short").await;
    assert!(matches!(short, Err(AppError::InvalidField { field, .. }) if field == "secret"));
    let (url,): (Vec<u8>,) = raw::rows(&world.test.app.db, "SELECT sealed_url FROM notice_endpoints").await.remove(0);
    assert!(!url.windows(5).any(|window| window == b"token"));
    let shown = format!("{:?}", endpoints::list(&world.test.app, &world.actor).await.unwrap());
    assert!(shown.contains("hooks.example.org") && !shown.contains("token"), "{shown}");
}

#[tokio::test]
async fn owners_and_other_organisations_have_no_hand_in_services() {
    let world = World::here().await;
    let id = world.add(EndpointKind::Slack, "https://hooks.example.org/x", "").await.unwrap();
    let owner = Actor { role: Role::Owner, ..world.actor.clone() };
    assert_eq!(endpoints::list(&world.test.app, &owner).await, Err(AppError::Forbidden));
    assert_eq!(endpoints::remove(&world.test.app, &owner, id).await, Err(AppError::Forbidden));
    let foreign = Actor { organisation: world.test.foreign.organisation, ..world.actor.clone() };
    assert_eq!(endpoints::test(&world.test.app, &foreign, id).await, Err(AppError::NotFound));
    assert_eq!(endpoints::remove(&world.test.app, &foreign, id).await, Err(AppError::NotFound));
    assert_eq!(world.tell("a").await, 1);
    endpoints::remove(&world.test.app, &world.actor, id).await.unwrap();
    assert_eq!(send(&world.test).await.unwanted, 1, "it was removed before it was told");
}
