//! What the header says is waiting: counted before a page is drawn, as the header is drawn before anything is awaited.

use super::{WebState, auth::CurrentSession};
use crate::{
    domain::access::Actor,
    services::{alerts, notices},
    views::shared::Counts,
};
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use futures::future::join;

/// Counts for whoever is logged in.
pub async fn count(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let session = request.extensions().get::<CurrentSession>().filter(|_| request.method() == Method::GET).cloned();
    if let Some(CurrentSession { actor, .. }) = session
        && let Some(counts) = of(&state, &actor).await
    {
        request.extensions_mut().insert(counts);
    }
    next.run(request).await
}

/// What waits for a person. Without an answer of the database the page says nothing of it.
pub async fn of(state: &WebState, actor: &Actor) -> Option<Counts> {
    let (open, unread) = join(alerts::open(&state.app, actor), notices::inbox::unread(&state.app, actor)).await;
    Some(Counts { open_alerts: open.ok()?, unread: unread.ok()? })
}
