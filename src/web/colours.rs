//! POST /tariffs/colours: days and their colours, as a plain form.

use super::{WebState, auth::CurrentSession, edge::Refusal, extract::FormBody, pages};
use crate::{
    services::tariffs::{self, NotAdded},
    views::colours::ColoursForm,
};
use axum::{
    extract::State,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// The list.
#[derive(Deserialize)]
pub struct List {
    #[serde(default)]
    days: String,
}

/// Back to the page, or the form again with the lines that were refused.
///
/// # Errors
/// For owners, and when the database fails.
pub async fn add(
    State(state): State<WebState>,
    CurrentSession { actor, .. }: CurrentSession,
    parts: Parts,
    FormBody(List { days: text }): FormBody<List>,
) -> Result<Response, Refusal> {
    match tariffs::add_colours(&state.app, &actor, &text).await {
        Ok(count) => Ok(Redirect::to(&format!("/tariffs/colours?added={count}")).into_response()),
        Err(NotAdded::Failed(error)) => Err(error.into()),
        Err(NotAdded::Lines(faults)) => {
            let form = ColoursForm { text, faults };
            Ok(pages::again(&state, parts, ("/tariffs/colours", StatusCode::UNPROCESSABLE_ENTITY), form).await)
        }
    }
}
