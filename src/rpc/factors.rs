//! Server functions: CO2 factors.

use crate::{domain::error::AppError, views::factors::FactorsView};
use leptos::{prelude::*, server_fn::codec::Json};

/// The organisation's own factors and the published ones.
///
/// # Errors
/// [`AppError::Unauthenticated`] when nobody is logged in.
#[server(prefix = "/rpc", endpoint = "factors/view", input = Json)]
pub async fn view_factors() -> Result<FactorsView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::emissions::view(&app, &actor).await
}
