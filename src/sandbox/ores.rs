//! The specification's ORES contract: Wh per quarter-hour as numbers, start and end in UTC, a bearer token per consent.

use super::{
    book::{self, Direction},
    catalogue::{self, Operator},
    state::Shared,
};
use crate::{analytics::zone::Zone, domain::time::Instant};
use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};

/// The longest period of one request and the deepest history, in days; ours, the contract is silent.
const MAX_DAYS: i64 = 31;
const HISTORY_DAYS: i64 = 1_097;

type Fields = HashMap<String, String>;
type Refusal = (StatusCode, Json<Value>);

/// The addresses of the load curves.
pub fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/v1/consumption_load_curve", get(consumption))
        .route("/v1/production_load_curve", get(production))
}

async fn consumption(State(state): State<Arc<Shared>>, Query(query): Query<Fields>, headers: HeaderMap) -> Response {
    respond(answer(&state, Direction::Consumption, &query, &headers))
}

async fn production(State(state): State<Arc<Shared>>, Query(query): Query<Fields>, headers: HeaderMap) -> Response {
    respond(answer(&state, Direction::Production, &query, &headers))
}

fn respond(answer: Result<Value, Refusal>) -> Response {
    answer.map_or_else(IntoResponse::into_response, |body| Json(body).into_response())
}

fn answer(state: &Shared, direction: Direction, query: &Fields, headers: &HeaderMap) -> Result<Value, Refusal> {
    let points = bearer(state, headers).ok_or_else(|| refusal(401, "invalid_token"))?;
    let number = query.get("prm").map(String::as_str).unwrap_or_default();
    let point = catalogue::point(number).filter(|point| point.operator == Operator::Ores);
    let point = point.filter(|_| points.split(';').any(|granted| granted == number));
    let point = point.ok_or_else(|| refusal(403, "access_denied"))?;
    let (start, end) = match (instant(query, "start"), instant(query, "end")) {
        (Some(start), Some(end)) if start < end => (start, end),
        _ => return Err(refusal(400, "invalid_request")),
    };
    // One hour more: local months with a clock change.
    if end.0 - start.0 > MAX_DAYS * 86_400 + 3_600 {
        return Err(refusal(400, "period_too_long"));
    }
    if start < state.now().plus(-HISTORY_DAYS * 86_400) {
        return Err(refusal(400, "before_history"));
    }
    if direction == Direction::Production && point.solar == 0 {
        return Err(refusal(400, "wrong_direction"));
    }
    let step = Operator::Ores.step();
    let mut rows = Vec::new();
    for day in Zone::BRUSSELS.day(start).iter_days().take_while(|day| Zone::BRUSSELS.bounds(*day).start < end) {
        let Some(published) = book::published(state.config.seed, point, direction, day, state.now()) else { continue };
        let quality = if published.corrected { "corrected" } else { "measured" };
        for (from, value) in (0_i64..).map(|n| published.start.plus(n * step)).zip(&published.slots) {
            if start <= from && from < end {
                let to = from.plus(step).to_rfc3339();
                rows.push(json!({"value": value, "start": from.to_rfc3339(), "end": to, "quality": quality}));
            }
        }
    }
    if rows.is_empty() {
        return Err(refusal(404, "no_data_found"));
    }
    Ok(json!({
        "usage_point_id": number, "start": start.to_rfc3339(), "end": end.to_rfc3339(),
        "reading_type": {"unit": "Wh", "aggregate": "Sum", "measuring_period": "PT15M"},
        "interval_readings": rows,
    }))
}

/// The usage points that the token was given for.
fn bearer(state: &Shared, headers: &HeaderMap) -> Option<String> {
    let token = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?;
    let [family, _, points, end] = state.signer.open("ores access", token)?;
    let alive = state.now() < Instant(end.parse().ok()?) && !state.family(&family, |_| {}).revoked;
    alive.then_some(points)
}

fn instant(query: &Fields, name: &str) -> Option<Instant> {
    let at = chrono::DateTime::parse_from_rfc3339(query.get(name)?).ok()?;
    Some(Instant(at.timestamp()))
}

fn refusal(status: u16, error: &str) -> Refusal {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(json!({"error": error})))
}
