//! POST /emission-factors: the organisation's own CO2 factors, as a plain form.

use super::{WebState, auth::CurrentSession, edge::Refusal, extract::FormBody, pages};
use crate::{
    domain::error::AppError,
    services::{buildings, emissions},
    views::factors::{FactorDraft, FactorsForm},
};
use axum::{
    extract::State,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};

/// Back to the page, or the form again with what was typed.
///
/// # Errors
/// For owners, and when the database fails.
pub async fn replace(
    State(state): State<WebState>,
    CurrentSession { actor, .. }: CurrentSession,
    parts: Parts,
    FormBody(pairs): FormBody<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    buildings::manager(&actor)?;
    let rows = FactorDraft::read(&pairs);
    let (errors, problem) = match FactorDraft::factors(&rows) {
        Err(errors) => (errors, None),
        Ok(factors) => match emissions::replace(&state.app, &actor, &factors).await {
            Ok(()) => return Ok(Redirect::to("/emission-factors?done=saved").into_response()),
            Err(error @ AppError::InvalidField { .. }) => (Vec::new(), Some(error)),
            Err(error) => return Err(error.into()),
        },
    };
    let page = ("/emission-factors", StatusCode::UNPROCESSABLE_ENTITY);
    Ok(pages::again(&state, parts, page, FactorsForm { rows, errors, problem }).await)
}
