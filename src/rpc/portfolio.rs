//! Server functions: every building, the most urgent first.

use crate::{domain::error::AppError, views::portfolio::PortfolioView};
use leptos::{prelude::*, server_fn::codec::Json};

/// Every building that the person may see.
///
/// # Errors
/// [`AppError::Unauthenticated`] when nobody is logged in.
#[server(prefix = "/rpc", endpoint = "portfolio/view", input = Json)]
pub async fn view_portfolio() -> Result<PortfolioView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::portfolio::view(&app, &actor).await
}
