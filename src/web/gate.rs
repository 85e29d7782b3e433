//! What answers while there is no application yet: the address is taken at once, and requests are told to come back.

use super::{
    edge,
    health::{self, Answer, Health},
};
use crate::{config::Config, domain::error::AppError, web::edge::Refusal};
use axum::{
    Router,
    extract::{Request, State},
    response::Response,
    routing::get,
};
use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, Ordering},
};
use tower::ServiceExt;

/// Stands before the application, and lets everything through once that is there.
#[derive(Clone, Debug)]
pub struct Gate {
    away: Arc<AtomicBool>,
    application: Arc<OnceLock<Router>>,
    closed: Router,
}

impl Gate {
    /// Closed.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let away = Arc::<AtomicBool>::default();
        let routes = Router::new()
            .route("/health", get(ready))
            .route("/health/live", get(health::live))
            .route("/health/ready", get(ready))
            .fallback(async || Refusal(AppError::Unavailable))
            .with_state(Arc::clone(&away));
        Self { away, application: Arc::default(), closed: edge::outermost(routes, config) }
    }

    /// What `/health/ready` says from now on: that the database is away, or that the application starts.
    pub fn database_is_away(&self, away: bool) {
        self.away.store(away, Ordering::Relaxed);
    }

    /// Opens: everything goes to the application.
    pub fn open(&self, application: Router) {
        // Only whoever opens it a second time would notice that this does nothing.
        let _ = self.application.set(application);
    }

    /// The service of the process.
    pub fn router(&self) -> Router {
        Router::new().fallback(pass).with_state(self.clone())
    }
}

async fn pass(State(gate): State<Gate>, request: Request) -> Response {
    let behind = gate.application.get().unwrap_or(&gate.closed).clone();
    match behind.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

async fn ready(State(away): State<Arc<AtomicBool>>) -> Answer {
    if away.load(Ordering::Relaxed) { Health::DatabaseAway } else { Health::Starting }.answer()
}
