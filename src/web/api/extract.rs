//! axum's extractors with our errors: no plain texts, and the field is named where the parser knows it.

use crate::{domain::error::AppError, web::edge::Refusal};
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{StatusCode, request::Parts},
    response::IntoResponse,
};
use serde::de::DeserializeOwned;

/// Identifiers in the path. What is no identifier names nothing: 404.
pub struct ApiPath<T>(pub T);

/// The query.
pub struct ApiQuery<T>(pub T);

/// A JSON body.
pub struct ApiJson<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for ApiPath<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(value)| Self(value)).map_err(|_| Refusal(AppError::NotFound))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(value)| Self(value)).map_err(|error| {
            let text = error.body_text();
            // "Failed to deserialize query string: per_page: invalid digit found in string"
            let mut parts = text.splitn(3, ": ").skip(1);
            let (field, reason) = (parts.next().unwrap_or_default(), parts.next());
            Refusal(match reason {
                Some(_) => invalid(field, "integer"),
                None => invalid(quoted(field).unwrap_or("query"), "1 ×"),
            })
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ApiJson<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes = Bytes::from_request(request, state).await.map_err(|error| {
            let too_large = error.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
            if too_large { AppError::FileTooLarge { max_mb: 1 } } else { invalid("body", "JSON") }
        })?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            Refusal(if error.is_data() {
                invalid(quoted(&error.to_string()).unwrap_or("body"), "application/json")
            } else {
                invalid("body", "JSON")
            })
        })
    }
}

/// A field that was refused.
pub fn invalid(field: &str, expected: &str) -> AppError {
    AppError::InvalidField { field: field.to_owned(), expected: expected.to_owned() }
}

/// The name between backticks: "missing field `prm`".
fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}
