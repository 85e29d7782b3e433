//! POST /alerts: what somebody does about an alert, as a plain form.

use super::{auth::CurrentSession, edge::Refusal, extract::FormBody};
use crate::{
    domain::{alert::AlertState, error::AppError, id::UsagePointId, time::LocalDay},
    services::{
        App,
        alerts::{self, AlertId, Said},
    },
};
use axum::{extract::State, response::Redirect};
use serde::Deserialize;

/// Which alert, and what is said of it.
#[derive(Deserialize)]
pub struct AlertForm {
    meter: UsagePointId,
    kind: String,
    day: LocalDay,
    state: String,
    comment: Option<String>,
}

/// Back to the list, with the error's name when the change was refused.
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
    let (id, said) = (AlertId { meter: form.meter, kind, day: form.day }, Said { state, comment: form.comment });
    match alerts::change(&app, &actor, &id, &said).await {
        Ok(()) => Ok(Redirect::to("/alerts")),
        Err(error @ (AppError::InvalidField { .. } | AppError::ChangedMeanwhile)) => {
            Ok(Redirect::to(&format!("/alerts?error={}", error.name())))
        }
        Err(error) => Err(error.into()),
    }
}
