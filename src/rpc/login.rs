//! Server functions: who is logged in. Logging in and out are plain forms, POST /login and /logout.

use crate::domain::{access::Actor, error::AppError};
use leptos::{prelude::*, server_fn::codec::Json};

/// Who is logged in; `None`: nobody.
///
/// # Errors
/// Only what the connection brings.
#[server(prefix = "/rpc", endpoint = "me", input = Json)]
pub async fn me() -> Result<Option<Actor>, AppError> {
    Ok(super::context::actor().ok())
}
