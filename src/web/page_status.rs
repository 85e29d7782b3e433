//! The status of a page about a building: rendering begins before a page knows what its data say.

use super::{WebState, auth::CurrentSession, edge::Refusal};
use crate::{
    domain::{access::Action, error::AppError, id::BuildingId},
    services::buildings,
};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// 404 for a building that does not exist for the actor, 403 for what only the syndic may do. The page itself says it
/// in words.
pub async fn honest(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let refused = match (request.method(), request.extensions().get::<CurrentSession>()) {
        (&Method::GET, Some(session)) => match building(request.uri().path()) {
            Some((Ok(id), action)) => buildings::authorised(&state.app, &session.actor, action, id).await.err(),
            Some((Err(error), _)) => Some(error),
            None => None,
        },
        _ => None,
    };
    if let Some(AppError::Unavailable) = refused {
        return Refusal(AppError::Unavailable).into_response();
    }
    let mut response = next.run(request).await;
    if let Some(error) = refused.filter(|_| response.status() == StatusCode::OK) {
        *response.status_mut() = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::NOT_FOUND);
    }
    response
}

/// The building that a page is about, and what its visitor wants there.
fn building(path: &str) -> Option<(Result<BuildingId, AppError>, Action)> {
    let (id, page) =
        path.strip_prefix("/buildings/")?.split_once('/').unwrap_or((path.strip_prefix("/buildings/")?, ""));
    let action = if ["", "report"].contains(&page) { Action::Read } else { Action::Manage };
    Some((id.parse().map_err(|_| AppError::NotFound), action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_building() {
        let id = BuildingId::new();
        assert_eq!(building(&format!("/buildings/{id}")), Some((Ok(id), Action::Read)));
        assert_eq!(building(&format!("/buildings/{id}/connect")), Some((Ok(id), Action::Manage)));
        assert_eq!(building(&format!("/buildings/{id}/report")), Some((Ok(id), Action::Read)));
        assert_eq!(building("/buildings/x"), Some((Err(AppError::NotFound), Action::Read)));
        assert_eq!(building("/login"), None);
    }
}
