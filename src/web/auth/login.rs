//! POST /login: a plain form, so that it works before or without scripts.

use super::{CurrentSession, cookie, next};
use crate::{
    domain::error::AppError,
    services::accounts,
    web::{
        WebState,
        edge::{Refusal, wants_json},
        extract::FormBody,
    },
};
use axum::{
    Extension,
    extract::{ConnectInfo, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use secrecy::SecretString;
use serde::{Deserialize, Deserializer};
use std::net::{IpAddr, SocketAddr};

/// The form.
#[derive(Deserialize)]
pub struct LoginForm {
    email: String,
    #[serde(deserialize_with = "secret")]
    password: SecretString,
    #[serde(default)]
    next: String,
}

fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<SecretString, D::Error> {
    String::deserialize(from).map(SecretString::from)
}

/// Begins a session and goes to `next`. A failure goes back to the form; whoever asks for JSON gets a problem document.
pub async fn login(
    State(state): State<WebState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    old: Option<Extension<CurrentSession>>,
    headers: HeaderMap,
    FormBody(form): FormBody<LoginForm>,
) -> Response {
    let next = next::local(&form.next);
    match attempt(&state, client_address(peer, &headers), &form).await {
        Ok(token) => {
            // A new session at every login; one that came along ends, so that nobody can plant one.
            if let Some(Extension(old)) = old {
                let _ = accounts::logout(&state.app, old.hash).await;
            }
            let mut response = Redirect::to(&next).into_response();
            if let Some(value) = cookie::begin(&token, state.app.config.is_https()) {
                response.headers_mut().insert(header::SET_COOKIE, value);
            }
            response
        }
        // A browser that reloads sends the form again.
        Err(error @ (AppError::Unavailable | AppError::StorageFull)) => Refusal(error).into_response(),
        Err(error) if wants_json(&headers) => Refusal(error).into_response(),
        Err(error) => Redirect::to(&next::failed_address(error.name(), &next)).into_response(),
    }
}

async fn attempt(state: &WebState, address: IpAddr, form: &LoginForm) -> Result<accounts::SessionToken, AppError> {
    let now = state.app.clock.now();
    if !state.limit.allows(&form.email, address, now) {
        tracing::warn!(%address, "login: too many attempts");
        return Err(AppError::TooManyAttempts);
    }
    // Counted before the slow check, so that attempts at the same time count too.
    state.limit.failed(&form.email, address, now);
    match accounts::login(&state.app, &form.email, &form.password).await {
        Ok((token, actor)) => {
            state.limit.succeeded(&form.email, address);
            tracing::info!(user = %actor.user, %address, "login");
            Ok(token)
        }
        Err(error) => {
            if error != AppError::BadCredentials {
                state.limit.uncount(&form.email, address);
            }
            tracing::warn!(%address, %error, "login refused");
            Err(error)
        }
    }
}

/// The peer; behind a proxy on this machine, the address that the proxy added last.
fn client_address(peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
    let forwarded = || {
        let value = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        value.rsplit(',').next()?.trim().parse().ok()
    };
    if peer.ip().is_loopback() { forwarded().unwrap_or(peer.ip()) } else { peer.ip() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let headers =
            HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), "6.6.6.6, 203.0.113.9".parse().unwrap())]);
        let at = |peer: &str| client_address(peer.parse().unwrap(), &headers).to_string();
        assert_eq!(at("127.0.0.1:1"), "203.0.113.9");
        assert_eq!(at("198.51.100.2:1"), "198.51.100.2");
    }
}
