//! Around every request: the call log, faults that tests switched on, quotas.

use super::{fault, state::Shared};
use crate::analytics::zone::Zone;
use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{DefaultDirectRateLimiter, clock::Clock as _};
use serde_json::json;
use std::{sync::Arc, time::Duration};

/// One request that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Path.
    pub path: String,
    /// Query; empty without one.
    pub query: String,
    /// HTTP status of the answer.
    pub status: u16,
}

/// Logs the call and applies a fault.
pub async fn faults(State(state): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let wrong = match state.next_fault(&format!("{path}?{query}")) {
        Some(found) => fault::answer(found.kind).await,
        None => None,
    };
    let response = match wrong {
        Some(response) => response,
        None => next.run(request).await,
    };
    state.log(Call { path, query, status: response.status().as_u16() });
    response
}

/// Refuses what is beyond the quota, with the documented text.
pub async fn quotas(State(state): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    for (name, limiter) in [("Q3", &state.per_second), ("Q4", &state.per_hour)] {
        if let Some(wait) = limiter.as_ref().and_then(over) {
            let seconds = i64::try_from(wait.as_secs() + 1).unwrap_or(1);
            let allowed = Zone::PARIS.wall(state.now().plus(seconds)).format("%H:%M:%S");
            let body = json!({
                "error": format!("Quota {name} reached"),
                "error_description": format!("Quota {name} reached. Call threshold allowed on {allowed}"),
            });
            return (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response();
        }
    }
    next.run(request).await
}

/// How long until the next request is allowed; `None` when this one is.
fn over(limiter: &DefaultDirectRateLimiter) -> Option<Duration> {
    let negative = limiter.check().err()?;
    Some(negative.wait_time_from(governor::clock::DefaultClock::default().now()))
}
