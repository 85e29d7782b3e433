//! To the operator and back: two plain requests, so that connecting works before or without scripts.

use super::{
    WebState,
    auth::CurrentSession,
    edge::Refusal,
    extract::{FormBody, UrlPath, UrlQuery},
};
use crate::{
    domain::{error::AppError, id::BuildingId, provider::ProviderId},
    services::connections::{self, Callback},
};
use axum::{extract::State, response::Redirect};
use serde::Deserialize;

/// The form of the connection page.
#[derive(Deserialize)]
pub struct Choice {
    /// Name of the operator.
    provider: String,
}

/// POST /buildings/{id}/connect: sends the browser to the operator's consent page; back to the form with the error's
/// name when that is impossible.
///
/// # Errors
/// When the building may not be seen or managed, or the form is none of ours.
pub async fn leave(
    State(state): State<WebState>,
    session: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    FormBody(choice): FormBody<Choice>,
) -> Result<Redirect, Refusal> {
    let started = match choice.provider.parse::<ProviderId>() {
        Ok(provider) => connections::start(&state.app, &session.actor, &session.hash, building, provider).await,
        Err(()) => Err(AppError::UnknownProvider),
    };
    match started {
        Ok(url) => Ok(Redirect::to(url.as_str())),
        Err(error @ (AppError::NotFound | AppError::Forbidden | AppError::Unavailable | AppError::StorageFull)) => {
            Err(error.into())
        }
        Err(error) => Ok(Redirect::to(&format!("/buildings/{building}/connect?error={}", error.name()))),
    }
}

/// What operators send back in the address. Longer names and unknown ones are ignored.
#[derive(Deserialize)]
pub struct Returned {
    #[serde(default)]
    state: String,
    code: Option<String>,
    usage_point_id: Option<String>,
    autorisation_id: Option<String>,
    error: Option<String>,
}

/// GET /auth/linky/callback/{provider}: completes the connection and shows its progress, or the form with the error's
/// name. Codes and states stay out of the address that the browser keeps.
///
/// # Errors
/// [`AppError::NotFound`] for an operator that does not exist; [`AppError::InvalidField`] for a name sent twice;
/// [`AppError::Unavailable`] when the request could not be looked up: the browser may come back again.
pub async fn come_back(
    State(state): State<WebState>,
    session: CurrentSession,
    UrlPath(provider): UrlPath<String>,
    UrlQuery(returned): UrlQuery<Returned>,
) -> Result<Redirect, Refusal> {
    let provider: ProviderId = provider.parse().map_err(|()| AppError::NotFound)?;
    let Returned { state: given, code, usage_point_id, autorisation_id, error } = returned;
    let callback = Callback { code, usage_point_id, autorisation_id, error };
    let (actor, hash) = (&session.actor, &session.hash);
    let arrival = connections::arrive(&state.app, actor, hash, provider, &given, callback).await;
    Ok(Redirect::to(&match (arrival.building, arrival.meters) {
        (Some(building), Ok(_)) => format!("/buildings/{building}/connect?step=sync"),
        (Some(building), Err(error)) => format!("/buildings/{building}/connect?error={}", error.name()),
        (None, Ok(_)) => "/".to_owned(),
        (None, Err(error @ AppError::Unavailable)) => return Err(error.into()),
        (None, Err(error)) => format!("/?error={}", error.name()),
    }))
}
