//! What services are sent: signed JSON of ours, or what Slack, Teams and ntfy understand.

use super::{
    Outside, Undelivered,
    words::{News, Words},
};
use crate::domain::{
    anomaly::Severity,
    id::NoticeId,
    notice::{ChangeState, EndpointKind, Problem, Quantity},
    time::Instant,
};
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sha2::Sha256;
use url::Url;

/// `t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>" in hexadecimal>`.
const SIGNATURE: HeaderName = HeaderName::from_static("syndiwatt-signature");
/// The message's identifier, the same at every try.
const DELIVERY: HeaderName = HeaderName::from_static("syndiwatt-delivery");

/// Where a service is.
#[derive(Clone, Debug)]
pub struct Address {
    /// Its address; may itself be a secret.
    pub url: SecretString,
    /// What signs (JSON) or authorises (ntfy).
    pub secret: Option<SecretString>,
}

/// A message to a service.
#[derive(Clone, Debug)]
pub struct Call<'c> {
    /// Names it for ever.
    pub id: NoticeId,
    /// What has changed; `None` for a test.
    pub news: Option<&'c News>,
    /// The same in words.
    pub words: &'c Words,
    /// When it is sent.
    pub now: Instant,
}

/// Sends `call` in the form that a service of `kind` understands.
///
/// # Errors
/// As [`Outside::post`].
pub async fn send(
    outside: &Outside,
    kind: EndpointKind,
    address: &Address,
    call: &Call<'_>,
) -> Result<(), Undelivered> {
    let forbidden = Undelivered::for_good(Problem::Forbidden);
    let url = Url::parse(address.url.expose_secret()).map_err(|_| forbidden)?;
    let (url, body) = match kind {
        EndpointKind::Slack => (url, slack(call)),
        EndpointKind::Teams => (url, teams(call)),
        EndpointKind::Ntfy => ntfy(url, call).ok_or(forbidden)?,
        EndpointKind::Json | EndpointKind::Sms | EndpointKind::Push => (url, generic(call)),
    };
    let body = body.to_string();
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(id) = HeaderValue::from_str(&call.id.to_string()) {
        headers.insert(DELIVERY, id);
    }
    match (kind, &address.secret) {
        (EndpointKind::Json, Some(secret)) => {
            headers.insert(SIGNATURE, signature(secret, call.now, &body).ok_or(forbidden)?);
        }
        (EndpointKind::Ntfy, Some(secret)) => {
            headers.insert(header::AUTHORIZATION, bearer(secret).ok_or(forbidden)?);
        }
        _ => {}
    }
    outside.post(url, headers, body).await
}

/// A header that authorises and is never logged.
pub(super) fn bearer(secret: &SecretString) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", secret.expose_secret())).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn signature(secret: &SecretString, now: Instant, body: &str) -> Option<HeaderValue> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
    mac.update(format!("{}.{body}", now.0).as_bytes());
    HeaderValue::from_str(&format!("t={},v1={}", now.0, hex::encode(mac.finalize().into_bytes()))).ok()
}

/// Ours: facts for programs, and the same in words.
fn generic(call: &Call<'_>) -> Value {
    let Some(news) = call.news else {
        return json!({ "id": call.id, "type": "test", "text": call.words.brief() });
    };
    let change = &news.change;
    let kind = match change.state {
        ChangeState::Opened => "alert.opened",
        ChangeState::Worsened => "alert.worsened",
        ChangeState::Escalated => "alert.escalated",
        ChangeState::Resolved => "alert.resolved",
    };
    let variance = change.value.zip(change.expected).and_then(|(value, expected)| value.percent_above(expected));
    json!({
        "id": call.id,
        "type": kind,
        "at": change.at.to_rfc3339(),
        "organisation": change.organisation,
        "building": { "id": change.building, "name": news.building },
        "meter": change.usage_point.map(|id| json!({ "id": id, "label": news.meter })),
        "alert": change.alert,
        "kind": change.kind,
        "severity": change.severity,
        "day": change.day,
        "value": change.value.map(figure),
        "expected": change.expected.map(figure),
        "variance_percent": variance,
        "title": call.words.subject,
        "text": call.words.brief(),
        "link": news.link,
    })
}

fn figure(quantity: Quantity) -> Value {
    match quantity {
        Quantity::Energy(joules) => json!({ "unit": "kWh", "value": joules.kwh() }),
        Quantity::Power(watts) => json!({ "unit": "W", "value": watts }),
        Quantity::Apparent(volt_amperes) => json!({ "unit": "VA", "value": volt_amperes }),
        Quantity::Days(days) => json!({ "unit": "days", "value": days }),
        Quantity::Share(per_mille) => json!({ "unit": "per_mille", "value": per_mille }),
    }
}

/// Slack's incoming webhooks: a fallback text and blocks.
fn slack(call: &Call<'_>) -> Value {
    let Words { subject, .. } = call.words;
    let mut blocks = vec![json!({
        "type": "section",
        "text": { "type": "mrkdwn", "text": format!("*{}*\n{}", mrkdwn(subject), mrkdwn(&call.words.brief())) }
    })];
    if let Some((text, link)) = call.words.link() {
        let button = json!({ "type": "button", "text": { "type": "plain_text", "text": text }, "url": link });
        blocks.push(json!({ "type": "actions", "elements": [button] }));
    }
    json!({ "text": mrkdwn(subject), "blocks": blocks })
}

/// The three characters that Slack reads as markup around links and mentions.
fn mrkdwn(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A workflow of Teams that posts adaptive cards.
fn teams(call: &Call<'_>) -> Value {
    let text = |text: &str, more: Value| {
        let mut block = json!({ "type": "TextBlock", "wrap": true, "text": text });
        if let (Some(block), Some(more)) = (block.as_object_mut(), more.as_object()) {
            block.extend(more.clone());
        }
        block
    };
    let heading = text(&call.words.subject, json!({ "weight": "Bolder", "size": "Medium" }));
    let mut body = vec![heading, text(&call.words.brief(), json!({}))];
    let facts: Vec<Value> = call
        .words
        .blocks
        .iter()
        .flat_map(|block| &block.facts)
        .map(|(title, value)| json!({ "title": title, "value": value }))
        .collect();
    if !facts.is_empty() {
        body.push(json!({ "type": "FactSet", "facts": facts }));
    }
    let open = call.words.link().map(|(title, url)| json!({ "type": "Action.OpenUrl", "title": title, "url": url }));
    let card = json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
        "actions": open.into_iter().collect::<Vec<_>>(),
    });
    let attachment =
        json!({ "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null, "content": card });
    json!({ "type": "message", "attachments": [attachment] })
}

/// ntfy takes JSON at its root, with the topic inside: headers could not hold our letters.
fn ntfy(mut url: Url, call: &Call<'_>) -> Option<(Url, Value)> {
    let topic = url.path_segments()?.next_back().filter(|topic| !topic.is_empty())?.to_owned();
    url.path_segments_mut().ok()?.pop().push("");
    let (priority, tag) = match call.words.severity() {
        Some(Severity::Critical) => (5, "rotating_light"),
        Some(Severity::Major) => (4, "warning"),
        _ => (3, "zap"),
    };
    let click = call.words.link().map(|(_, link)| link);
    let body = json!({
        "topic": topic,
        "title": call.words.subject,
        "message": call.words.brief(),
        "priority": priority,
        "tags": [tag],
        "click": click,
    });
    Some((url, body))
}
