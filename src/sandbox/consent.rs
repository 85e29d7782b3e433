//! The consent in the browser, the same for both operators: the application's wish, login, choice, and the way back.

use super::{
    catalogue::{self, CLIENT_ID, Customer, Operator},
    pages,
    state::Shared,
    ticket::Signer,
};
use crate::domain::time::Instant;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, sync::Arc};
use url::{Host, Url, form_urlencoded};

/// How long a login lasts, in seconds.
const LOGIN: i64 = 1_800;
/// How long a code lasts, in seconds.
const CODE: i64 = 180;

/// What the application asked for.
#[derive(Serialize, Deserialize)]
struct Wish {
    redirect: Url,
    state: String,
    /// PKCE, ORES only.
    challenge: String,
    /// Enedis: whether the way back names the consent instead of its usage points.
    #[serde(default)]
    numbered: bool,
}

/// The addresses of the consent.
pub fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/dataconnect/v1/oauth2/authorize", get(enedis))
        .route("/dataconnect/v2/oauth2/authorize", get(enedis_numbered))
        .route("/oauth/authorize", get(ores))
        .route("/sandbox/{operator}/login", post(login))
        .route("/sandbox/{operator}/decide", post(decide))
}

async fn enedis(State(state): State<Arc<Shared>>, Query(query): Query<HashMap<String, String>>) -> Response {
    authorize(&state, Operator::Enedis, &query, false)
}

async fn enedis_numbered(State(state): State<Arc<Shared>>, Query(query): Query<HashMap<String, String>>) -> Response {
    authorize(&state, Operator::Enedis, &query, true)
}

async fn ores(State(state): State<Arc<Shared>>, Query(query): Query<HashMap<String, String>>) -> Response {
    authorize(&state, Operator::Ores, &query, false)
}

fn authorize(state: &Shared, operator: Operator, query: &HashMap<String, String>, numbered: bool) -> Response {
    match wish(state, operator, query).map(|wish| Wish { numbered, ..wish }) {
        Ok(wish) => pages::login(operator, &seal(state, &wish), None).into_response(),
        Err(code) => (StatusCode::BAD_REQUEST, pages::refused(operator, code)).into_response(),
    }
}

fn wish(state: &Shared, operator: Operator, query: &HashMap<String, String>) -> Result<Wish, &'static str> {
    let field = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    if field("client_id") != CLIENT_ID || field("response_type") != "code" {
        return Err("missing_parameter");
    }
    let redirect = Url::parse(field("redirect_uri")).ok().filter(|url| may_return(state, url));
    let redirect = redirect.ok_or("invalid_redirect_uri")?;
    match operator {
        Operator::Enedis => duration(field("duration"))?,
        Operator::Ores if field("code_challenge").is_empty() || field("code_challenge_method") != "S256" => {
            return Err("missing_parameter");
        }
        Operator::Ores => {}
    }
    if field("state").len() > 100 {
        return Err("invalid_state");
    }
    Ok(Wish {
        redirect,
        state: field("state").to_owned(),
        challenge: field("code_challenge").to_owned(),
        numbered: false,
    })
}

/// `P3Y`, `P36M`, `P1Y4M`, `P90D`: positive and at most three years.
fn duration(text: &str) -> Result<(), &'static str> {
    let rest = text.strip_prefix('P').filter(|rest| !rest.is_empty()).ok_or("invalid_duration_format")?;
    let (mut days, mut digits) = (0_u32, String::new());
    for character in rest.chars() {
        let unit = match character {
            '0'..='9' if digits.len() < 4 => {
                digits.push(character);
                continue;
            }
            'Y' => 365,
            'M' => 30,
            'W' => 7,
            'D' => 1,
            _ => return Err("invalid_duration_format"),
        };
        days += digits.parse::<u32>().map_err(|_| "invalid_duration_format")? * unit;
        digits.clear();
    }
    match days {
        _ if !digits.is_empty() => Err("invalid_duration_format"),
        0 => Err("invalid_duration_format"),
        1..=1_096 => Ok(()),
        _ => Err("maximum_duration_exceeded"),
    }
}

/// Browsers are sent back to this machine or to a configured origin, nowhere else.
fn may_return(state: &Shared, url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    here || state.config.redirect_origins.iter().any(|origin| origin.origin() == url.origin())
}

async fn login(State(state): State<Arc<Shared>>, Path(operator): Path<String>, body: String) -> Response {
    let form = Form::read(&body);
    let (Some(operator), Some(_)) = (Operator::from_slug(&operator), form.wish(&state)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let customer = catalogue::customers().iter().find(|customer| {
        customer.operator == operator
            && form.get("login").trim().eq_ignore_ascii_case(customer.login)
            && form.get("password") == customer.password
    });
    let Some(customer) = customer else {
        let text = "Adresse e-mail ou mot de passe incorrect.";
        return (StatusCode::UNAUTHORIZED, pages::login(operator, form.get("wish"), Some(text))).into_response();
    };
    let end = state.now().plus(LOGIN).0.to_string();
    let ticket = state.signer.sign("login", &[customer.login, &end]);
    pages::choice(customer, form.get("wish"), &ticket, None).into_response()
}

async fn decide(State(state): State<Arc<Shared>>, Path(operator): Path<String>, body: String) -> Response {
    let form = Form::read(&body);
    let customer = form.customer(&state).filter(|customer| customer.operator.slug() == operator);
    let (Some(customer), Some(wish)) = (customer, form.wish(&state)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let chosen: Vec<&str> = form.all("point").filter(|number| customer.points.contains(number)).collect();
    if form.get("decision") != "agree" {
        let text = "Resource owner denied the request";
        let described = wish.numbered.then_some(("error_description", text));
        return back(&wish, &[Some(("error", "access_denied")), described].into_iter().flatten().collect::<Vec<_>>());
    }
    if chosen.is_empty() {
        let text = "Choisissez au moins un point de livraison.";
        return pages::choice(customer, form.get("wish"), form.get("ticket"), Some(text)).into_response();
    }
    let points = chosen.join(";");
    let end = state.now().plus(CODE).0.to_string();
    match customer.operator {
        Operator::Enedis => {
            chosen.iter().for_each(|number| state.consent(number));
            if wish.numbered {
                return back(&wish, &[("autorisation_id", &state.authorise(&chosen).to_string())]);
            }
            let code = state.signer.sign("enedis code", &[&Signer::unique(), &end]);
            back(&wish, &[("code", &code), ("usage_point_id", &points)])
        }
        Operator::Ores => {
            let fields = [&Signer::unique(), &points, &wish.challenge, wish.redirect.as_str(), &end];
            back(&wish, &[("code", &state.signer.sign("ores code", &fields))])
        }
    }
}

fn back(wish: &Wish, fields: &[(&str, &str)]) -> Response {
    let mut url = wish.redirect.clone();
    url.query_pairs_mut().extend_pairs(fields).append_pair("state", &wish.state);
    Redirect::to(url.as_str()).into_response()
}

fn seal(state: &Shared, wish: &Wish) -> String {
    let json = serde_json::to_vec(wish).unwrap_or_default();
    state.signer.sign("wish", &[&hex::encode(json)])
}

/// A posted form; checkboxes of one name come several times.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(body: &str) -> Self {
        Self(form_urlencoded::parse(body.as_bytes()).into_owned().collect())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.all(name).next().unwrap_or_default()
    }

    fn wish(&self, state: &Shared) -> Option<Wish> {
        let [wish] = state.signer.open("wish", self.get("wish"))?;
        serde_json::from_slice(&hex::decode(wish).ok()?).ok()
    }

    fn customer(&self, state: &Shared) -> Option<&'static Customer> {
        let [login, end] = state.signer.open("login", self.get("ticket"))?;
        let alive = end.parse().is_ok_and(|end| state.now() < Instant(end));
        catalogue::customers().iter().find(|customer| alive && customer.login == login)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for good in ["P3Y", "P36M", "P1Y4M", "P90D", "P2W"] {
            assert_eq!(duration(good), Ok(()), "{good}");
        }
        for bad in ["", "P", "3Y", "P0Y", "P3", "PT3H", "P-1Y", "P12345Y", "PY"] {
            assert_eq!(duration(bad), Err("invalid_duration_format"), "{bad}");
        }
        assert_eq!(duration("P4Y"), Err("maximum_duration_exceeded"));
    }
}
