//! Data Connect 2026 as it answers: END labels in Paris time, strings for numbers, exclusive ends, yesterday at most,
//! documented errors.

use super::{
    book::{self, Day, Direction},
    catalogue::{self, Operator, Point},
    recorded,
    state::Shared,
};
use crate::{
    analytics::zone::Zone,
    domain::time::{Instant, LocalDay},
};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{Days, Months};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};

/// The resources that are simulated.
pub const RESOURCES: [&str; 4] = [
    "courbe_de_charge_consommation",
    "courbe_de_charge_production",
    "consommation_quotidienne",
    "production_quotidienne",
];

type Refusal = (StatusCode, Json<Value>);

/// The addresses of the measures.
pub fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/mesure_synchrone_auto/v2/{resource}", get(measure))
}

async fn measure(
    State(state): State<Arc<Shared>>,
    Path(resource): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    match answer(&state, &resource, &query, &headers).await {
        Ok(body) => Json(body).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn answer(
    state: &Shared,
    resource: &str,
    query: &HashMap<String, String>,
    headers: &HeaderMap,
) -> Result<Value, Refusal> {
    bearer(state, headers)?;
    let resource = RESOURCES.into_iter().find(|known| *known == resource);
    let resource = resource.ok_or_else(|| refusal(404, "no_data_found", "unknown resource"))?;
    let number = query.get("pointId").map(String::as_str).unwrap_or_default();
    if number.len() != 14 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(refusal(400, "invalid_request", "pointId must be 14 digits long"));
    }
    let today = Zone::PARIS.day(state.now());
    let days = days(query, today)?;
    let folder = state.config.recorded.as_deref();
    let known = catalogue::point(number).filter(|point| point.operator == Operator::Enedis);
    if !state.is_consented(number) || (known.is_none() && !recorded::knows(folder, number).await) {
        return Err(refusal(403, "ADAM-DC-0008", "no consent for this usage point"));
    }
    if let Some(body) = recorded::find(folder, resource, number, days).await {
        return Ok(body);
    }
    let point = known.ok_or_else(no_data)?;
    let (direction, is_curve) = (direction(resource), resource.starts_with("courbe"));
    check(point, direction, is_curve, days, today)?;
    let published = |day| Some((day, book::published(state.config.seed, point, direction, day, state.now())?));
    let found: Vec<(LocalDay, Day)> =
        days.0.iter_days().take_while(|day| *day < days.1).filter_map(published).collect();
    if found.is_empty() || (is_curve && !point.curve) {
        return Err(no_data());
    }
    let points = if is_curve { curve(&found) } else { daily(&found) };
    Ok(body(number, days, direction, is_curve, points))
}

/// The application's token.
pub fn bearer(state: &Shared, headers: &HeaderMap) -> Result<(), Refusal> {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let opened = token.and_then(|token| state.signer.open::<2>("enedis application", token));
    let alive = opened.is_some_and(|[_, end]| end.parse().is_ok_and(|end| state.now() < Instant(end)));
    let body =
        || json!({"fault": {"code": 900_901, "message": "Invalid Credentials", "description": "Access failure"}});
    if alive { Ok(()) } else { Err((StatusCode::UNAUTHORIZED, Json(body()))) }
}

fn days(query: &HashMap<String, String>, today: LocalDay) -> Result<(LocalDay, LocalDay), Refusal> {
    let day = |key: &str| query.get(key).and_then(|text| LocalDay::parse_from_str(text, "%Y-%m-%d").ok());
    let (Some(first), Some(end)) = (day("dateDebut"), day("dateFin")) else {
        return Err(refusal(400, "invalid_request", "dateDebut and dateFin must be YYYY-MM-DD"));
    };
    if first >= end {
        return Err(refusal(400, "invalid_request", "Start date should be before end date."));
    }
    if end > today {
        return Err(refusal(400, "invalid_request", "end date must be earlier than current date"));
    }
    Ok((first, end))
}

/// The rules that depend on the meter and on the resource.
fn check(
    point: &Point,
    direction: Direction,
    is_curve: bool,
    (first, end): (LocalDay, LocalDay),
    today: LocalDay,
) -> Result<(), Refusal> {
    if point.revoked {
        return Err(refusal(403, "ADAM-DC-0008", "the consent was withdrawn"));
    }
    let has_direction = match direction {
        Direction::Consumption => point.load.is_some(),
        Direction::Production => point.solar > 0,
    };
    if !has_direction {
        return Err(refusal(400, "ADAM-ERR0069", "the usage point has no such direction"));
    }
    if is_curve && (end - first).num_days() > 7 {
        return Err(refusal(400, "ADAM-DC-0015", "the period must not exceed 7 days"));
    }
    if (end - first).num_days() > 365 {
        return Err(refusal(400, "invalid_request", "the period must not exceed 365 days"));
    }
    let history = today.checked_sub_months(Months::new(if is_curve { 24 } else { 36 }));
    if history.and_then(|day| day.checked_sub_days(Days::new(15))).is_some_and(|horizon| first < horizon) {
        return Err(refusal(400, "ADAM-DC-0016", "the start date is before the history"));
    }
    if point.activated.is_some_and(|activated| first < activated) {
        return Err(refusal(400, "ADAM-ERR0123", "the period is before the last activation of the meter"));
    }
    Ok(())
}

fn curve(found: &[(LocalDay, Day)]) -> Vec<Value> {
    let step = Operator::Enedis.step();
    let points = found.iter().flat_map(|(_, day)| {
        let nature = if day.corrected { "C" } else { "B" };
        (1_i64..).zip(&day.slots).map(move |(nth, watts)| {
            let label = Zone::PARIS.wall(day.start.plus(nth * step)).format("%Y-%m-%d %H:%M:%S").to_string();
            json!({"v": watts.map(|w| w.to_string()), "d": label, "p": "PT30M", "n": nature, "iv": "0", "ec": "0"})
        })
    });
    points.collect()
}

fn daily(found: &[(LocalDay, Day)]) -> Vec<Value> {
    found.iter().map(|(day, value)| json!({"v": value.official.to_string(), "d": day.to_string()})).collect()
}

fn body(
    number: &str,
    (first, end): (LocalDay, LocalDay),
    direction: Direction,
    is_curve: bool,
    points: Vec<Value>,
) -> Value {
    let (wanted, other) = match direction {
        Direction::Consumption => ("CONS", "PROD"),
        Direction::Production => ("PROD", "CONS"),
    };
    let (physical, unit) = if is_curve { ("PA", "W") } else { ("EA", "Wh") };
    let quantity = |business: &str, points: Vec<Value>| json!({"grandeurMetier": business, "grandeurPhysique": physical, "unite": unit, "points": points, "calendrier": []});
    let mut body = json!({
        "idPrm": number, "etapeMetier": "BRUT",
        "periode": {"dateDebut": first.to_string(), "dateFin": end.to_string()},
        "modeCalcul": if is_curve { "MESURE" } else { "DIFF.INDEX" },
        // The wanted quantity is not the first one: clients must select it.
        "grandeur": [quantity(other, Vec::new()), quantity(wanted, points)],
    });
    if !is_curve {
        body["typeValeur"] = json!("GLOBALE");
        body["pas"] = json!("P1D");
        body["contexte"] = json!([]);
    }
    body
}

fn direction(resource: &str) -> Direction {
    if resource.contains("production") { Direction::Production } else { Direction::Consumption }
}

fn no_data() -> Refusal {
    refusal(404, "no_data_found", "no measure found for this usage point")
}

fn refusal(status: u16, error: &str, description: &str) -> Refusal {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(json!({"error": error, "error_description": description})))
}
