//! Errors as documents: RFC 9457 under `/api`, our own form under `/rpc`, a small page elsewhere.

use super::{Kind, csp, locale, trace::RequestId, wants_json};
use crate::{
    domain::error::AppError,
    i18n::Locale,
    ui::error_text::{error_text, error_title},
    web::extract::MAX_BODY_MB,
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The header by which the framework marks errors of server functions.
const SERVER_FN_ERROR: &str = "serverfnerror";
/// Nothing that we refuse with is longer.
const LONGEST_ERROR: usize = 65_536;
/// When to ask again, in seconds, after 503: most outages are a restart.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// An error on its way out. The text is written by [`render`], which knows the caller's language.
#[derive(Debug)]
pub struct Refusal(pub AppError);

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self.0);
        response
    }
}

/// A problem document of RFC 9457.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// `urn:syndiwatt:problem:` and the name of the problem: stable.
    pub r#type: String,
    /// The same name alone.
    pub name: String,
    /// What happened, in the language asked for.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was expected, in the language asked for.
    pub detail: String,
    /// The request's name in the log, to be quoted when asking for help.
    pub instance: String,
    /// The field that was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the field or the cell must hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// The row of an uploaded file, counting from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The column of an uploaded file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl Problem {
    fn new(error: &AppError, locale: Locale, instance: String) -> Self {
        let mut problem = Self {
            r#type: format!("urn:syndiwatt:problem:{}", error.name()),
            name: error.name().to_owned(),
            title: error_title(locale, error),
            status: error.status(),
            detail: error_text(locale, error),
            instance,
            ..Self::default()
        };
        match error.clone() {
            AppError::InvalidField { field, expected } => {
                (problem.field, problem.expected) = (Some(field), Some(expected));
            }
            AppError::FutureDate { field } => problem.field = Some(field),
            AppError::BrokenRow { row, column, expected } => {
                (problem.row, problem.column, problem.expected) = (Some(row), Some(column), Some(expected));
            }
            _ => {}
        }
        problem
    }
}

/// The middleware.
pub async fn render(request: Request, next: Next) -> Response {
    let mut response = rendered(request, next).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(RETRY_AFTER);
    }
    response
}

async fn rendered(request: Request, next: Next) -> Response {
    let kind = Kind::of(request.uri().path());
    let locale = match kind {
        Kind::Api => locale::of_program(request.headers()),
        Kind::Rpc | Kind::File | Kind::Page => locale::of_browser(request.headers()),
    };
    let json = kind == Kind::Api || wants_json(request.headers());
    let instance = request.extensions().get::<RequestId>().map(|id| format!("urn:uuid:{}", id.0)).unwrap_or_default();
    let response = next.run(request).await;
    if kind == Kind::Rpc && response.headers().contains_key(SERVER_FN_ERROR) {
        return with_status(response).await;
    }
    let Some(error) = response.extensions().get::<AppError>().cloned().or_else(|| bare(kind, &response)) else {
        return response;
    };
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::from_u16(error.status()).unwrap_or(parts.status);
    parts.headers.remove(header::CONTENT_LENGTH);
    let (content_type, body) = if kind == Kind::Rpc {
        parts.headers.insert(SERVER_FN_ERROR, HeaderValue::from_static("refused"));
        ("application/json", serde_json::to_string(&error).unwrap_or_default())
    } else if json {
        let problem = Problem::new(&error, locale, instance);
        ("application/problem+json", serde_json::to_string(&problem).unwrap_or_default())
    } else {
        parts.headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(csp::REFUSAL));
        ("text/html; charset=utf-8", page(&error, locale))
    };
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    parts.headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    Response::from_parts(parts, Body::from(body))
}

/// What the router itself refuses, without a body that anybody could read.
fn bare(kind: Kind, response: &Response) -> Option<AppError> {
    match response.status() {
        // Pages have their own words for what does not exist.
        StatusCode::NOT_FOUND if matches!(kind, Kind::Api | Kind::Rpc) => Some(AppError::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(AppError::MethodNotAllowed),
        StatusCode::PAYLOAD_TOO_LARGE => Some(AppError::FileTooLarge { max_mb: MAX_BODY_MB }),
        _ => None,
    }
}

/// The framework answers every error of a server function with 500; the error knows better.
async fn with_status(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_ERROR).await else {
        return Refusal(AppError::Internal).into_response();
    };
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = StatusCode::from_u16(error.status()).unwrap_or(parts.status);
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// A page without scripts. Should its style sheet be refused too, it still reads well.
fn page(error: &AppError, locale: Locale) -> String {
    let (title, text, status) = (error_title(locale, error), error_text(locale, error), error.status());
    let (title, text) = (escaped(&title), escaped(&text));
    format!(
        r#"<!DOCTYPE html><html lang="{locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>{title}</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/app.css"></head><body>
<header class="top"><a class="brand" href="/"><span class="name">Syndiwatt</span></a></header>
<main id="main"><header class="page-head"><p class="over">{status}</p><h1>{title}</h1></header>
<p class="lead">{text}</p></main></body></html>"#
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
