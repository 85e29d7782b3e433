//! What every request passes through, outermost first: an id and a line in the log, errors as documents, headers,
//! compression, a net under panics, limits, the origin check, the fence while the database is away, the session, text that
//! cannot be stored, what the scripts of a page may do.

mod away;
pub mod csp;
mod errors;
mod headers;
mod limits;
mod locale;
mod nul;
mod trace;

pub use errors::{Problem, Refusal};
pub use locale::language_of;

use super::{WebState, auth::guard};
use crate::{config::Config, domain::error::AppError};
use axum::{
    Router,
    http::{HeaderMap, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use std::any::Any;
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer};

/// What an address serves, which decides how errors look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `/api`: problem documents.
    Api,
    /// `/rpc` and `/live`: errors that our browser side reads.
    Rpc,
    /// Files of the site.
    File,
    /// HTML.
    Page,
}

impl Kind {
    /// By the path of the address.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let below =
            |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        match path {
            _ if below("/api") => Self::Api,
            _ if below("/rpc") || path == "/live" => Self::Rpc,
            _ if below("/pkg") || below("/assets") || path == "/favicon.svg" || path == "/favicon.ico" => Self::File,
            _ => Self::Page,
        }
    }
}

/// Whether a caller asks for JSON rather than for a page.
#[must_use]
pub fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("json") && !accept.contains("text/html")
}

/// Puts the outer layers around routes that answer without an application: identity, errors as documents, headers.
pub fn outermost(routes: Router, config: &Config) -> Router {
    routes
        .layer(from_fn_with_state(headers::Headers::new(config), headers::set))
        .layer(from_fn(errors::render))
        .layer(from_fn(trace::request))
}

/// Puts the layers around the routes.
pub fn around(routes: Router<WebState>, state: &WebState) -> Router<WebState> {
    routes
        .layer(from_fn_with_state(csp::Policy::new(&state.app.config), csp::pages))
        .layer(from_fn(nul::refuse))
        .layer(from_fn_with_state(state.clone(), guard::session))
        .layer(from_fn_with_state(state.clone(), away::fence))
        .layer(CsrfLayer::new().with_rejection_response(|_| Refusal(AppError::Forbidden).into_response()))
        .layer(from_fn_with_state(state.clone(), limits::limits))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn_with_state(headers::Headers::new(&state.app.config), headers::set))
        .layer(from_fn(errors::render))
        .layer(from_fn(trace::request))
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Refusal(AppError::Internal).into_response()
}
