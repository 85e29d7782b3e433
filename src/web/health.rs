//! GET /health: for the load balancer.

use crate::{domain::error::AppError, services::App, web::edge::Refusal};
use axum::extract::State;

/// 200 when the database answers, else 503.
///
/// # Errors
/// [`AppError::Unavailable`].
pub async fn health(State(app): State<App>) -> Result<&'static str, Refusal> {
    if app.is_healthy().await { Ok("ok") } else { Err(Refusal(AppError::Unavailable)) }
}
