//! POST /logout.

use super::{CurrentSession, cookie};
use crate::{
    services::accounts,
    web::{WebState, edge::Refusal},
};
use axum::{
    Extension,
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};

/// Ends the session on the server, then removes the cookie.
///
/// # Errors
/// When the database fails: the browser is not told that it is out while it is not.
pub async fn logout(
    State(state): State<WebState>,
    session: Option<Extension<CurrentSession>>,
) -> Result<Response, Refusal> {
    if let Some(Extension(session)) = session {
        accounts::logout(&state.app, session.hash).await?;
    }
    let mut response = Redirect::to("/login").into_response();
    if let Some(value) = cookie::end(state.app.config.is_https()) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}
