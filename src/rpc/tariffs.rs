//! Server functions: tariffs.

use crate::{
    domain::{error::AppError, id::TariffId},
    views::tariffs::{TariffView, TariffsView, TrialQuery},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// The organisation's tariffs.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing.
#[server(prefix = "/rpc", endpoint = "tariffs/list", input = Json)]
pub async fn view_tariffs() -> Result<TariffsView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::tariffs::view_all(&app, &actor).await
}

/// One tariff, and what it would have cost.
///
/// # Errors
/// [`AppError::Forbidden`], [`AppError::NotFound`].
#[server(prefix = "/rpc", endpoint = "tariffs/view", input = Json)]
pub async fn view_tariff(
    /// Which.
    id: TariffId,
    /// What to try it on.
    tried: Option<TrialQuery>,
) -> Result<TariffView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::tariffs::view(&app, &actor, id, tried).await
}
