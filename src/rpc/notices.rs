//! Server functions: the page of notifications, and the way out of e-mails.

use crate::{
    domain::{error::AppError, id::NoticeId, language::Language},
    views::notices::NoticesView,
};
use leptos::{prelude::*, server_fn::codec::Json};

/// Messages to the person, and what they have chosen.
///
/// # Errors
/// [`AppError::Unauthenticated`] when nobody is logged in.
#[server(prefix = "/rpc", endpoint = "notices/view", input = Json)]
pub async fn view_notices(
    /// Of the words.
    language: Language,
    /// Only messages older than this one.
    before: Option<NoticeId>,
) -> Result<NoticesView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::notices::inbox::view(&app, &actor, language, before).await
}

/// Whether the reader of an e-mail's link still gets e-mails. Needs no login: the link is signed.
///
/// # Errors
/// [`AppError::NotFound`] for a link that is none of ours.
#[server(prefix = "/rpc", endpoint = "notices/subscribed", input = Json)]
pub async fn is_subscribed(
    /// Of the link.
    token: String,
) -> Result<bool, AppError> {
    crate::services::notices::unsubscribe::is_subscribed(&super::context::app()?, &token).await
}
