//! The content security policy: nothing from elsewhere, scripts by nonce.

use crate::config::Config;
use axum::{
    extract::{Request, State},
    http::{
        HeaderValue,
        header::{self, Entry},
    },
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;
use std::sync::Arc;

/// What this instance's pages may do.
#[derive(Clone, Debug)]
pub struct Policy {
    form_action: Arc<str>,
}

/// For everything that is no page: it may do nothing at all.
pub const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// For the page that says why a request was refused: our style, and nothing that runs.
pub const REFUSAL: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors 'none'; \
     base-uri 'none'; form-action 'self'";

/// For the API's documentation, which styles itself in place.
pub const DOCS: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

impl Policy {
    /// Forms may lead to the consent pages of the operators that are set up: browsers apply `form-action` to the
    /// redirect that answers a form, too.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let enedis = config.enedis_client_id.as_ref().map(|_| &config.enedis_consent_url);
        let ores =
            config.ores_client_id.as_ref().map(|_| config.ores_consent_url.as_ref().unwrap_or(&config.ores_api_url));
        let mut form_action = "'self'".to_owned();
        for url in [enedis, ores].into_iter().flatten() {
            form_action.push(' ');
            form_action.push_str(&url.origin().ascii_serialization());
        }
        Self { form_action: form_action.into() }
    }

    /// For a page whose scripts carry `nonce`.
    fn for_page(&self, nonce: &str) -> Option<HeaderValue> {
        // `cargo leptos watch` tells the browser over a websocket of its own port to reload.
        let reload = if cfg!(debug_assertions) { " ws:" } else { "" };
        let Self { form_action } = self;
        HeaderValue::from_str(&format!(
            "default-src 'none'; script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
             style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'{reload}; manifest-src 'self'; form-action {form_action}; \
             frame-ancestors 'none'; base-uri 'none'"
        ))
        .ok()
    }
}

/// Makes the nonce of a page's scripts before the page, so that page and policy name the same one whatever becomes of the
/// framework's context in between; then says what the scripts may do, if it is a page.
pub async fn pages(State(policy): State<Policy>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let content = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if content.is_some_and(|content| content.starts_with("text/html"))
        && let Entry::Vacant(entry) = response.headers_mut().entry(header::CONTENT_SECURITY_POLICY)
        && let Some(value) = policy.for_page(&nonce)
    {
        entry.insert(value);
    }
    response
}
