//! Resolves the session, and sends whoever has none from a page to the login.

use super::{CurrentSession, cookie, next};
use crate::{
    services::accounts,
    web::{
        WebState,
        edge::{Kind, Refusal},
        health,
    },
};
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

/// Pages that need no login. Everything else that is a page does.
const OPEN: [&str; 4] = ["/login", "/logout", "/preferences", "/unsubscribe"];

/// Puts [`CurrentSession`] into the request, or not; guards the pages. The API and the server functions refuse by
/// themselves, with 401.
pub async fn session(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let kind = Kind::of(request.uri().path());
    if kind == Kind::File || health::PATHS.contains(&path) {
        return next.run(request).await;
    }
    let open = kind != Kind::Page || OPEN.contains(&path);
    if let Some(token) = cookie::read(request.headers(), state.app.config.is_https()) {
        match accounts::actor_of(&state.app, &token).await {
            Ok(Some((actor, hash))) => {
                request.extensions_mut().insert(CurrentSession { actor, hash });
            }
            Ok(None) => {}
            Err(error) => return Refusal(error).into_response(),
        }
    }
    match request.extensions().get::<CurrentSession>() {
        Some(_) if request.uri().path() == "/login" && request.method() == Method::GET => {
            Redirect::to("/").into_response()
        }
        None if !open => Redirect::to(&next::login_address(request.method(), request.uri())).into_response(),
        _ => next.run(request).await,
    }
}
