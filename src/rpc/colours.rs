//! Server functions: the colours of days.

use crate::{domain::error::AppError, views::colours::ColoursView};
use leptos::{prelude::*, server_fn::codec::Json};

/// Which days are known, and the latest of them.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing.
#[server(prefix = "/rpc", endpoint = "colours/view", input = Json)]
pub async fn view_colours() -> Result<ColoursView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::tariffs::view_colours(&app, &actor).await
}
