//! Who is asking: resolved once for each request from the cookie.

pub mod cookie;
pub mod guard;
pub mod limit;
pub mod login;
pub mod logout;
mod next;

pub use next::local as local_page;

use super::edge::Refusal;
use crate::{
    domain::{access::Actor, error::AppError},
    services::accounts::SessionHash,
};
use axum::{extract::FromRequestParts, http::request::Parts};

/// The logged-in person and their session. As an argument of a handler it refuses everybody else with 401.
#[derive(Clone)]
pub struct CurrentSession {
    /// Who.
    pub actor: Actor,
    /// What other requests of the session are bound to.
    pub hash: SessionHash,
}

impl<S: Sync> FromRequestParts<S> for CurrentSession {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get::<Self>().cloned().ok_or(Refusal(AppError::Unauthenticated))
    }
}
