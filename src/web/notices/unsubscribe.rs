//! POST /unsubscribe: ends e-mails without a login, as RFC 8058 has mail providers do it with one click, and as the page
//! behind the same link does it with a button.

use super::super::{
    edge::Refusal,
    extract::{FormBody, UrlQuery},
};
use crate::services::{App, notices::unsubscribe as service};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

/// The signed token of the link.
#[derive(Deserialize)]
pub struct Token {
    #[serde(default)]
    token: String,
}

/// What was sent; providers send other fields than our page.
#[derive(Deserialize)]
pub struct Pressed {
    from: Option<String>,
}

/// Ends the e-mails of whom the token names. Providers get 200 at once, as they follow no redirect.
///
/// # Errors
/// [`crate::domain::error::AppError::NotFound`] for a token that we have not signed.
pub async fn unsubscribe(
    State(app): State<App>,
    UrlQuery(Token { token }): UrlQuery<Token>,
    FormBody(pressed): FormBody<Pressed>,
) -> Result<Response, Refusal> {
    service::unsubscribe(&app, &token).await?;
    if pressed.from.is_none() {
        return Ok(StatusCode::OK.into_response());
    }
    let token: String = byte_serialize(token.as_bytes()).collect();
    Ok(Redirect::to(&format!("/unsubscribe?token={token}")).into_response())
}
