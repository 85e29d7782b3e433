//! While the database is away, requests are refused at once instead of waiting for it, one after the other.

use super::{Kind, Refusal};
use crate::{
    domain::error::AppError,
    services::App,
    web::{WebState, health},
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// Answers that take longer raise the question whether the database is there.
const SLOW: Duration = Duration::from_secs(1);

/// The middleware. Whoever already waits when the database goes is answered too: what was not committed is not kept.
pub async fn fence(State(WebState { app, .. }): State<WebState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if Kind::of(path) == Kind::File || health::PATHS.contains(&path) {
        return next.run(request).await;
    }
    let response = if app.db.is_away() { refusal() } else { watched(&app, next.run(request)).await };
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        app.db.suspect();
    }
    response
}

async fn watched(app: &App, answer: impl Future<Output = Response>) -> Response {
    tokio::pin!(answer);
    tokio::select! {
        response = &mut answer => return response,
        () = app.db.gone() => return refusal(),
        () = tokio::time::sleep(SLOW) => app.db.suspect(),
    }
    tokio::select! {
        response = answer => response,
        () = app.db.gone() => refusal(),
    }
}

fn refusal() -> Response {
    Refusal(AppError::Unavailable).into_response()
}
