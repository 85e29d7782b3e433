//! Server functions: the alerts of every building.

use crate::{domain::error::AppError, views::alerts::AlertsView};
use leptos::{prelude::*, server_fn::codec::Json};

/// What stands about every building that the person may see.
///
/// # Errors
/// [`AppError::Unauthenticated`] when nobody is logged in.
#[server(prefix = "/rpc", endpoint = "alerts/view", input = Json)]
pub async fn view_alerts() -> Result<AlertsView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::alerts::inbox(&app, &actor).await
}
