//! Text with the character NUL is refused with the name of its field: PostgreSQL cannot store it, and nobody means it.

use super::Refusal;
use crate::{
    domain::error::AppError,
    web::extract::{MAX_BODY_MB, invalid},
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::Value;
use url::form_urlencoded;

/// What a text may hold, in no language.
const EXPECTED: &str = "U+0001 … U+10FFFF";
/// No body that is read here is longer.
const MAX_BODY: usize = MAX_BODY_MB as usize * 1_048_576;

/// What a body holds. Files are no text of ours: their parsers look at them.
enum Content {
    Form,
    Json,
}

/// The middleware: looks at queries, forms and documents.
pub async fn refuse(request: Request, next: Next) -> Response {
    if let Some(field) = request.uri().query().and_then(|query| in_pairs(query.as_bytes())) {
        return refusal(&field);
    }
    let Some(content) = content(request.headers()) else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_BODY).await else {
        return Refusal(AppError::FileTooLarge { max_mb: MAX_BODY_MB }).into_response();
    };
    let found = match content {
        Content::Form => in_pairs(&bytes),
        Content::Json => in_document(&bytes),
    };
    match found {
        Some(field) => refusal(&field),
        None => next.run(Request::from_parts(parts, Body::from(bytes))).await,
    }
}

fn refusal(field: &str) -> Response {
    Refusal(invalid(field, EXPECTED)).into_response()
}

fn content(headers: &HeaderMap) -> Option<Content> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
    match value.split(';').next()?.trim() {
        "application/x-www-form-urlencoded" => Some(Content::Form),
        essence if essence.ends_with("json") => Some(Content::Json),
        _ => None,
    }
}

/// The first field of `a=b&c=d` with a NUL.
fn in_pairs(text: &[u8]) -> Option<String> {
    // Parsing every form for what nearly none has would be a waste.
    if !text.contains(&0) && !text.windows(3).any(|three| three == b"%00") {
        return None;
    }
    let mut pairs = form_urlencoded::parse(text);
    pairs.find(|(name, value)| name.contains('\0') || value.contains('\0')).map(|(name, _)| name.replace('\0', ""))
}

/// The first member of a JSON document with a NUL. What is no JSON is refused by whoever reads it.
fn in_document(text: &[u8]) -> Option<String> {
    if !text.windows(6).any(|six| six == b"\\u0000") {
        return None;
    }
    serde_json::from_slice(text).ok().and_then(|document: Value| member(&document, "body"))
}

fn member(value: &Value, name: &str) -> Option<String> {
    match value {
        Value::String(text) if text.contains('\0') => Some(name.to_owned()),
        Value::Array(items) => items.iter().find_map(|item| member(item, name)),
        Value::Object(members) => members
            .iter()
            .find_map(|(key, value)| if key.contains('\0') { Some(key.replace('\0', "")) } else { member(value, key) }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_named() {
        assert_eq!(in_pairs(b"email=a%00b&password=x").as_deref(), Some("email"));
        assert_eq!(in_pairs(b"a=b&na%00me=1").as_deref(), Some("name"));
        assert_eq!(in_pairs(b"a=%2500&b=c"), None);
        assert_eq!(in_document(br#"{"meter":"x","label":"a\u0000"}"#).as_deref(), Some("label"));
        assert_eq!(in_document(br#"{"a":[{"b":"\u0000"}]}"#).as_deref(), Some("b"));
        assert_eq!(in_document(br#""\u0000""#).as_deref(), Some("body"));
        assert_eq!(in_document(br#"{"a":"\\u0000"}"#), None);
    }
}
