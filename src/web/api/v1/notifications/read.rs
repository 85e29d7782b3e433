//! POST /api/v1/notifications/{notification}/read

use crate::{
    domain::id::NoticeId,
    services::{App, notices::inbox},
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::Refusal,
        extract::UrlPath,
    },
};
use axum::{extract::State, http::StatusCode};

/// Mark a message as read.
///
/// Doing it twice changes nothing.
#[utoipa::path(
    post, path = "/api/v1/notifications/{notification}/read", tag = "notifications",
    params(("notification" = NoticeId, Path, description = "The message")),
    responses((status = 204, description = "Read"), Reading, Managing)
)]
pub async fn read(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(notification): UrlPath<NoticeId>,
) -> Result<StatusCode, Refusal> {
    inbox::read(&app, &actor, notification).await?;
    Ok(StatusCode::NO_CONTENT)
}
