//! `GET /health/live` and `/health/ready`: for load balancers, and for whoever restarts what hangs.

use crate::services::App;
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;

/// Open to everybody, and no page: nobody is looked up for them. `/health` says what `/health/ready` says.
pub const PATHS: [&str; 3] = ["/health", "/health/live", "/health/ready"];

/// What an instance says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Health {
    /// The process answers.
    Live,
    /// Requests can be served.
    Ready,
    /// The database is being opened or its schema brought up to date.
    Starting,
    /// The database cannot be reached.
    DatabaseAway,
}

/// An answer with its status: 200, or 503 for what cannot serve.
pub type Answer = (StatusCode, Json<Health>);

impl Health {
    /// As an answer.
    pub fn answer(self) -> Answer {
        let status = match self {
            Self::Live | Self::Ready => StatusCode::OK,
            Self::Starting | Self::DatabaseAway => StatusCode::SERVICE_UNAVAILABLE,
        };
        (status, Json(self))
    }
}

/// The process answers. Never asks the database: restarting this process would not bring that back.
pub async fn live() -> Answer {
    Health::Live.answer()
}

/// Whether requests can be served.
pub async fn ready(State(app): State<App>) -> Answer {
    if app.is_ready().await {
        return Health::Ready.answer();
    }
    app.db.suspect();
    Health::DatabaseAway.answer()
}
