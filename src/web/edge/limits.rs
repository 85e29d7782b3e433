//! How large a body may be and how long an answer may take.

use super::Refusal;
use crate::{
    domain::error::AppError,
    web::{WebState, extract::MAX_BODY_MB},
};
use axum::{
    RequestExt,
    extract::{DefaultBodyLimit, Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Duration;
use tower::{Layer, ServiceExt, service_fn};

const MEGABYTE: usize = 1_048_576;

/// Refuses a body that says it is too large before reading it, cuts one that turns out to be, and gives up after a
/// minute (ten for uploads, which take as long as the line needs).
pub async fn limits(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let uploads = path.starts_with("/buildings/") && path.ends_with("/import");
    let max_mb = if uploads { state.app.config.max_upload_mb } else { MAX_BODY_MB };
    // The form around an uploaded file needs a little more than the file.
    let max = (max_mb as usize).saturating_mul(MEGABYTE).saturating_add(if uploads { MEGABYTE } else { 0 });
    let declared = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > max) {
        return Refusal(AppError::FileTooLarge { max_mb }).into_response();
    }
    let inner = service_fn(move |request: Request| {
        let next = next.clone();
        async move { Ok::<_, std::convert::Infallible>(next.run(request.with_limited_body()).await) }
    });
    let limited = DefaultBodyLimit::max(max).layer(inner);
    let patience = Duration::from_secs(if uploads { 600 } else { 60 });
    match tokio::time::timeout(patience, limited.oneshot(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => Refusal(AppError::Unavailable).into_response(),
    }
}
