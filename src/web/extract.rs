//! axum's extractors with our errors: no plain English texts, and the field is named where the parser knows it. What a
//! refusal looks like (a page, a problem document) is decided at the edge.

use super::edge::Refusal;
use crate::domain::error::AppError;
use axum::{
    Form, Json,
    body::Bytes,
    extract::{
        FromRequest, FromRequestParts, Path, Query, Request,
        rejection::{BytesRejection, FormRejection, JsonRejection},
    },
    http::{StatusCode, header, request::Parts},
    response::IntoResponse,
};
use serde::de::DeserializeOwned;

/// The largest body that is no upload, in megabytes; `edge::limits` cuts there.
pub const MAX_BODY_MB: u32 = 1;

/// Identifiers in the path. What is no identifier names nothing: 404.
pub struct UrlPath<T>(pub T);

/// The query.
pub struct UrlQuery<T>(pub T);

/// A JSON body.
pub struct JsonBody<T>(pub T);

/// The fields of a plain form.
pub struct FormBody<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for UrlPath<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(value)| Self(value)).map_err(|_| Refusal(AppError::NotFound))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for UrlQuery<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(value)| Self(value)).map_err(|error| Refusal(pairs(&error.body_text(), "query")))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        if !is_json(&request) {
            return Err(Refusal(invalid("content-type", "application/json")));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|error| unread(error, "JSON"))?;
        let parsed = Json::<T>::from_bytes(&bytes);
        parsed.map(|Json(value)| Self(value)).map_err(|error| {
            Refusal(match error {
                JsonRejection::JsonDataError(error) => member(&error.body_text()),
                _ => invalid("body", "JSON"),
            })
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for FormBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        const FORM: &str = "application/x-www-form-urlencoded";
        let form = Form::<T>::from_request(request, state).await;
        form.map(|Form(value)| Self(value)).map_err(|error| {
            Refusal(match error {
                FormRejection::InvalidFormContentType(_) => invalid("content-type", FORM),
                FormRejection::BytesRejection(error) => unread(error, FORM),
                error => pairs(&error.body_text(), "body"),
            })
        })
    }
}

/// A field that was refused.
pub fn invalid(field: &str, expected: &str) -> AppError {
    AppError::InvalidField { field: field.to_owned(), expected: expected.to_owned() }
}

fn is_json(request: &Request) -> bool {
    let value = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.starts_with("application/") && essence.ends_with("+json")
}

/// A body that did not arrive.
fn unread(error: BytesRejection, expected: &str) -> AppError {
    let too_large = error.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
    if too_large { AppError::FileTooLarge { max_mb: MAX_BODY_MB } } else { invalid("body", expected) }
}

/// What is wrong with a query or a form, from the parser's text: "Failed to deserialize …: per_page: invalid digit found
/// in string", "…: missing field `email`", "…: duplicate field `state`".
fn pairs(text: &str, whole: &str) -> AppError {
    let mut parts = text.splitn(3, ": ").skip(1);
    let (first, reason) = (parts.next().unwrap_or_default(), parts.next());
    match (reason, quoted(first)) {
        (Some(reason), _) => invalid(first, values_for(reason)),
        (None, Some(field)) if first.starts_with("missing") => invalid(field, &format!("{field}=…")),
        (None, Some(field)) => invalid(field, "1 ×"),
        (None, None) => invalid(whole, "a=b&c=d"),
    }
}

/// What is wrong with a JSON document, from the parser's text: "Failed to deserialize …: prm: invalid type: integer `1`,
/// expected a string at line 1 column 9", "…: missing field `prm` at line 1 column 2".
fn member(text: &str) -> AppError {
    let rest = text.split_once(": ").map_or("", |(_, rest)| rest);
    match rest.split_once(": ").map(|(path, _)| path) {
        Some(path) if path.starts_with(char::is_alphabetic) && !path.contains(' ') => invalid(path, "application/json"),
        None if rest.starts_with("missing field") => invalid(quoted(rest).unwrap_or("body"), "application/json"),
        _ => invalid("body", "application/json"),
    }
}

/// What a value must look like, in no language.
fn values_for(reason: &str) -> &'static str {
    if reason.contains("`true`") {
        "true, false"
    } else if reason.contains("float") {
        "0.0 … 9.9"
    } else {
        "0, 1, 2, 3, …"
    }
}

/// The name between backticks: "missing field `prm`".
fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Failed to deserialize query string: per_page: invalid digit found in string", "per_page", "0, 1, 2, 3, …")]
    #[case("Failed to deserialize query string: at: invalid float literal", "at", "0.0 … 9.9")]
    #[case("Failed to deserialize query string: duplicate field `state`", "state", "1 ×")]
    #[case("Failed to deserialize form body: missing field `email`", "email", "email=…")]
    #[case("Failed", "body", "a=b&c=d")]
    fn the_parser_s_text_names_the_field(#[case] text: &str, #[case] field: &str, #[case] expected: &str) {
        assert_eq!(pairs(text, "body"), invalid(field, expected));
    }

    #[rstest]
    #[case(r#"{"provider":1}"#, "provider")]
    #[case(r#"{"provider":null}"#, "provider")]
    #[case("{}", "provider")]
    #[case("[1]", "body")]
    #[case("7", "body")]
    fn the_member_of_a_document_is_named(#[case] json: &str, #[case] field: &str) {
        #[derive(Debug, serde::Deserialize)]
        struct Body {
            #[expect(dead_code, reason = "only parsed")]
            provider: String,
        }
        let Err(JsonRejection::JsonDataError(error)) = Json::<Body>::from_bytes(json.as_bytes()) else {
            panic!("{json}")
        };
        assert_eq!(member(&error.body_text()), invalid(field, "application/json"));
    }
}
