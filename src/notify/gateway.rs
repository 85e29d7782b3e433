//! Messages to phones through a service of the organisation: one plain request that most gateways take, or a small relay
//! in front of them.

use super::{
    Outside, Undelivered,
    webhook::{Address, bearer},
    words::Words,
};
use crate::domain::{id::NoticeId, notice::Problem};
use http::{HeaderMap, HeaderValue, header};
use secrecy::ExposeSecret;
use serde_json::json;
use url::{Url, form_urlencoded::byte_serialize};

/// Stands for the recipient in the address of a gateway.
const TO: &str = "{to}";

/// The address of a gateway for one recipient; `None` when it is none.
#[must_use]
pub fn address(template: &str, to: &str) -> Option<Url> {
    let to: String = byte_serialize(to.as_bytes()).collect();
    Url::parse(&template.replace(TO, &to)).ok()
}

/// Sends a short message: a JSON document with `to`, `title`, `text`, `link` and `severity`, authorised by the secret.
///
/// # Errors
/// As [`Outside::post`].
pub async fn send(
    outside: &Outside,
    gateway: &Address,
    to: &str,
    id: NoticeId,
    words: &Words,
) -> Result<(), Undelivered> {
    let forbidden = Undelivered::for_good(Problem::Forbidden);
    let url = address(gateway.url.expose_secret(), to).ok_or(forbidden)?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(secret) = &gateway.secret {
        headers.insert(header::AUTHORIZATION, bearer(secret).ok_or(forbidden)?);
    }
    let link = words.link().map(|(_, link)| link);
    let body = json!({
        "id": id,
        "to": to,
        "title": words.subject,
        "text": words.brief(),
        "link": link,
        "severity": words.severity(),
    });
    outside.post(url, headers, body.to_string()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recipient_cannot_change_the_address() {
        let at = |template: &str, to| address(template, to).map(String::from);
        assert_eq!(at("https://sms.example.org/send", "+33612345678").unwrap(), "https://sms.example.org/send");
        assert_eq!(
            at("https://sms.example.org/{to}?n={to}", "+336").unwrap(),
            "https://sms.example.org/%2B336?n=%2B336"
        );
        assert_eq!(
            at("https://push.example.org/{to}", "a/../b?c#d").unwrap(),
            "https://push.example.org/a%2F..%2Fb%3Fc%23d"
        );
        assert_eq!(at("no address", "x"), None);
    }
}
