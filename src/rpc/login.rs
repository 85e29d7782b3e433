//! Server functions: what the login page shows. Logging in and out are plain forms, POST /login and /logout.

use crate::domain::{access::DemoLogin, error::AppError};
use leptos::{prelude::*, server_fn::codec::Json};

/// The logins of the demo; none on any other instance.
///
/// # Errors
/// Only what the connection brings.
#[server(prefix = "/rpc", endpoint = "login/demo", input = Json)]
pub async fn demo_logins() -> Result<Vec<DemoLogin>, AppError> {
    Ok(super::context::app()?.config.demo_logins.clone())
}
