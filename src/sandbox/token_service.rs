//! `POST /oauth2/v3/token` (Enedis: the application) and `POST /oauth/token` (ORES: code and rotating refresh tokens).

use super::{
    catalogue::{CLIENT_ID, CLIENT_SECRET},
    state::Shared,
    ticket::Signer,
};
use crate::domain::time::Instant;
use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, sync::Arc};

type Fields = HashMap<String, String>;

/// The addresses of the token services.
pub fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/oauth2/v3/token", post(enedis)).route("/oauth/token", post(ores))
}

async fn enedis(State(state): State<Arc<Shared>>, headers: HeaderMap, Form(form): Form<Fields>) -> Response {
    if !is_client(&headers, &form) {
        return refused(401, "invalid_client");
    }
    if field(&form, "grant_type") != "client_credentials" {
        return refused(400, "unsupported_grant_type");
    }
    let end = state.now().plus(state.config.token_life).0.to_string();
    let token = state.signer.sign("enedis application", &[&Signer::unique(), &end]);
    let life = state.config.token_life.to_string();
    let body = json!({"access_token": token, "scope": "am_application_scope default", "token_type": "Bearer", "expires_in": life});
    Json(body).into_response()
}

async fn ores(State(state): State<Arc<Shared>>, headers: HeaderMap, Form(form): Form<Fields>) -> Response {
    if !is_client(&headers, &form) {
        return refused(401, "invalid_client");
    }
    let granted = match field(&form, "grant_type") {
        "authorization_code" => exchange(&state, &form),
        "refresh_token" => rotate(&state, &form),
        _ => return refused(400, "unsupported_grant_type"),
    };
    granted.map_or_else(|| refused(400, "invalid_grant"), |body| Json(body).into_response())
}

/// A code works once, for three minutes, with its own redirect address and PKCE verifier.
fn exchange(state: &Shared, form: &Fields) -> Option<Value> {
    let code = field(form, "code");
    let [family, points, challenge, redirect, end] = state.signer.open("ores code", code)?;
    if !state.use_code(code) {
        // Somebody else has it too: what it gave access to ends.
        state.family(&family, |family| family.revoked = true);
        return None;
    }
    let digest = Sha256::digest(field(form, "code_verifier"));
    let proved = URL_SAFE_NO_PAD.encode(digest) == challenge;
    let right = proved && field(form, "redirect_uri") == redirect && state.now() < Instant(end.parse().ok()?);
    right.then(|| tokens(state, &family, 0, &points))
}

/// Every refresh token works once; an old one that comes back ends its whole family.
fn rotate(state: &Shared, form: &Fields) -> Option<Value> {
    let [family, generation, points] = state.signer.open("ores refresh", field(form, "refresh_token"))?;
    let generation: u64 = generation.parse().ok()?;
    let mut valid = false;
    state.family(&family, |family| {
        // After a restart the simulator knows no generation: it takes the first one it sees.
        valid = !family.revoked && generation >= family.generation;
        if valid {
            family.generation = generation + 1;
        } else {
            family.revoked = true;
        }
    });
    valid.then(|| tokens(state, &family, generation + 1, &points))
}

fn tokens(state: &Shared, family: &str, generation: u64, points: &str) -> Value {
    let end = state.now().plus(state.config.token_life).0.to_string();
    let numbers: Vec<&str> = points.split(';').collect();
    json!({
        "access_token": state.signer.sign("ores access", &[family, &generation.to_string(), points, &end]),
        "refresh_token": state.signer.sign("ores refresh", &[family, &generation.to_string(), points]),
        "token_type": "Bearer", "expires_in": state.config.token_life, "usage_points": numbers,
    })
}

/// By HTTP Basic or in the body.
fn is_client(headers: &HeaderMap, form: &Fields) -> bool {
    let basic = headers.get(header::AUTHORIZATION).and_then(|value| {
        let decoded = STANDARD.decode(value.to_str().ok()?.strip_prefix("Basic ")?).ok()?;
        String::from_utf8(decoded).ok()
    });
    let body = || format!("{}:{}", field(form, "client_id"), field(form, "client_secret"));
    basic.unwrap_or_else(body) == format!("{CLIENT_ID}:{CLIENT_SECRET}")
}

fn field<'a>(form: &'a Fields, name: &str) -> &'a str {
    form.get(name).map(String::as_str).unwrap_or_default()
}

fn refused(status: u16, error: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(json!({"error": error, "error_description": "refused by the simulator"}))).into_response()
}
