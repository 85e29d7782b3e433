//! Server functions: who is logged in, and who may be. Logging in and out are plain forms, POST /login and /logout.

use crate::domain::{
    access::{Actor, DemoLogin},
    error::AppError,
};
use leptos::{prelude::*, server_fn::codec::Json};

/// Who is logged in; `None`: nobody.
///
/// # Errors
/// Only what the connection brings.
#[server(prefix = "/rpc", endpoint = "me", input = Json)]
pub async fn me() -> Result<Option<Actor>, AppError> {
    Ok(super::context::actor().ok())
}

/// The logins of the demo; none on any other instance.
///
/// # Errors
/// Only what the connection brings.
#[server(prefix = "/rpc", endpoint = "login/demo", input = Json)]
pub async fn demo_logins() -> Result<Vec<DemoLogin>, AppError> {
    Ok(super::context::app()?.config.demo_logins.clone())
}
