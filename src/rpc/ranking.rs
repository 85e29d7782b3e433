//! Server functions: buildings side by side.

use crate::{domain::error::AppError, views::ranking::RankingView};
use leptos::{prelude::*, server_fn::codec::Json};

/// Every building that the person may see, per square metre and per lot.
///
/// # Errors
/// [`AppError::Unauthenticated`] when nobody is logged in.
#[server(prefix = "/rpc", endpoint = "ranking/view", input = Json)]
pub async fn view_ranking() -> Result<RankingView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::ranking::view(&app, &actor).await
}
