//! Faults over HTTP: `POST /sandbox/faults` with one fault as JSON. Only where the configuration enables it.

use super::{Fault, state::Shared};
use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use std::sync::Arc;

/// One address, or none.
pub fn routes(state: &Arc<Shared>) -> Router<Arc<Shared>> {
    let router = Router::new();
    if state.config.control { router.route("/sandbox/faults", post(inject)) } else { router }
}

async fn inject(State(state): State<Arc<Shared>>, Json(fault): Json<Fault>) -> StatusCode {
    state.inject(fault);
    StatusCode::NO_CONTENT
}
