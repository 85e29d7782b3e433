//! POST /alerts: what somebody does about an alert, as a plain form.

use super::{auth::CurrentSession, edge::Refusal, extract::FormBody};
use crate::{
    domain::{
        alert::{AlertState, LONGEST_COMMENT},
        error::AppError,
        id::UsagePointId,
        time::LocalDay,
    },
    services::{
        App,
        alerts::{self, AlertId, Said},
    },
    views::upload_error,
};
use axum::{extract::State, response::Redirect};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

/// Which alert, and what is said of it.
#[derive(Deserialize)]
pub struct AlertForm {
    meter: UsagePointId,
    kind: String,
    day: LocalDay,
    state: String,
    comment: Option<String>,
    /// `page`: back to the alert's own page.
    from: Option<String>,
}

/// Back to where it came from; when the change was refused, to the alert's page with what was typed.
///
/// # Errors
/// When the meter may not be seen or managed, or the form is none of ours.
pub async fn change(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    FormBody(form): FormBody<AlertForm>,
) -> Result<Redirect, Refusal> {
    let kind = form.kind.parse().map_err(|()| AppError::NotFound)?;
    let state = AlertState::from_name(&form.state).ok_or(AppError::NotFound)?;
    let id = AlertId { meter: form.meter, kind, day: form.day };
    let (page, typed) = (format!("/alerts/{}", id.key()), form.comment.clone());
    match alerts::change(&app, &actor, &id, &Said { state, comment: form.comment }).await {
        Ok(()) if form.from.as_deref() == Some("page") => Ok(Redirect::to(&page)),
        Ok(()) => Ok(Redirect::to("/alerts")),
        Err(error @ (AppError::InvalidField { .. } | AppError::ChangedMeanwhile)) => {
            let mut query = Serializer::new(String::new());
            query.extend_pairs(upload_error::to_query(&error).unwrap_or(vec![("error", error.name().to_owned())]));
            // An address has an end: of what is far too long the beginning comes back.
            query.extend_pairs(
                typed.map(|typed| ("comment", typed.chars().take(2 * LONGEST_COMMENT).collect::<String>())),
            );
            Ok(Redirect::to(&format!("{page}?{}", query.finish())))
        }
        Err(error) => Err(error.into()),
    }
}
