//! Security and cache headers of every answer.

use super::csp;
use crate::config::Config;
use axum::{
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue,
        header::{self, Entry},
    },
    middleware::Next,
    response::Response,
};

/// What depends on the settings.
#[derive(Clone, Copy, Debug)]
pub struct Headers {
    https: bool,
}

impl Headers {
    /// From the settings.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self { https: config.is_https() }
    }
}

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The middleware. What a handler has set itself stays.
pub async fn set(State(Headers { https }): State<Headers>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if let Entry::Vacant(policy) = headers.entry(header::CONTENT_SECURITY_POLICY) {
        policy.insert(HeaderValue::from_static(csp::NOTHING));
    }
    // Pages and answers belong to whoever is logged in: no cache may keep them.
    let kept = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|content| {
        !(content.starts_with("text/html") || content.starts_with("application/") && content.contains("json"))
    });
    if !kept && let Entry::Vacant(cache) = headers.entry(header::CACHE_CONTROL) {
        cache.insert(HeaderValue::from_static("no-store"));
    }
    response
}
