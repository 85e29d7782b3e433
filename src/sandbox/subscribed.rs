//! `POST /subscribed_services/v1`: which usage points a consent of version 2 is about.

use super::{catalogue, enedis, state::Shared};
use crate::{analytics::zone::Zone, domain::time::LocalDay};
use axum::{
    Json, Router,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
    routing::post,
};
use chrono::Months;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Its address.
pub fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/subscribed_services/v1", post(services))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    autorisation_id: i64,
}

async fn services(State(state): State<Arc<Shared>>, headers: HeaderMap, Json(asked): Json<Asked>) -> Response {
    if let Err(refusal) = enedis::bearer(&state, &headers) {
        return refusal.into_response();
    }
    let id = asked.autorisation_id;
    let Some(given) = state.autorisation(id) else {
        return Json(json!({ "nbTotalServices": 0, "serviceSouscrit": [] })).into_response();
    };
    let from = Zone::PARIS.day(given.at);
    let services: Vec<Value> = given.points.iter().flat_map(|number| of_point(id, number, from)).collect();
    Json(json!({ "nbTotalServices": services.len(), "serviceSouscrit": services })).into_response()
}

/// A usage point comes once for each service; one that has ended is listed, too.
fn of_point(id: i64, number: &str, from: LocalDay) -> Vec<Value> {
    let point = catalogue::point(number);
    let (consumes, produces) = point.map_or((false, false), |point| (point.load.is_some(), point.solar > 0));
    let day = |day: Option<LocalDay>| day.unwrap_or(from).to_string();
    let service = |state: &str, measure: &str, step: &str, (first, last): (String, String)| {
        json!({
            "pointId": number, "etatCode": state, "soutirage": consumes, "injection": produces, "serviceCode": "ACCES",
            "mesuresTypeCode": measure, "mesuresPas": step, "dateDebut": first, "dateFin": last,
            "autorisation": { "autorisationId": id },
        })
    };
    let three_years = || (from.to_string(), day(from.checked_add_months(Months::new(36))));
    let before = (day(from.checked_sub_months(Months::new(36))), from.to_string());
    vec![
        service("ACTIF", "CDC", "PT30M", three_years()),
        service("ACTIF", "ENERGIE", "P1D", three_years()),
        service("TERMINE", "CDC", "PT30M", before),
    ]
}
