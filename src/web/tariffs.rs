//! The forms of tariffs: plain posts that lead to the tariff, or draw the form again with everything that was typed.

use super::{
    WebState,
    auth::CurrentSession,
    edge::Refusal,
    extract::{FormBody, UrlPath},
    pages,
};
use crate::{
    domain::{error::AppError, id::TariffId},
    services::{buildings, tariffs},
    views::{
        form::{self, Expected, FieldError},
        tariffs::{Edit, TariffDraft, TariffForm},
    },
};
use axum::{
    extract::State,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// The pairs of a form, in their order.
type Pairs = Vec<(String, String)>;

/// POST /tariffs/new: adds a tariff with its first version.
///
/// # Errors
/// For owners, and when the database fails.
pub async fn create(
    State(state): State<WebState>,
    CurrentSession { actor, .. }: CurrentSession,
    parts: Parts,
    FormBody(pairs): FormBody<Pairs>,
) -> Result<Response, Refusal> {
    buildings::manager(&actor)?;
    let mut draft = TariffDraft::read(&pairs);
    let page = "/tariffs/new";
    if let Some(edit) = button(&pairs) {
        draft.edit(edit);
        return Ok(drawn(&state, parts, page, TariffForm { draft, ..TariffForm::default() }).await);
    }
    let version = match draft.version() {
        Ok(version) => version,
        Err(errors) => return Ok(drawn(&state, parts, page, TariffForm { draft, errors, problem: None }).await),
    };
    match tariffs::create(&state.app, &actor, &draft.name, vec![version]).await {
        Ok(stored) => Ok(Redirect::to(&format!("/tariffs/{}?done=created", stored.id)).into_response()),
        Err(error) => Ok(drawn(&state, parts, page, refused(draft, error)?).await),
    }
}

/// POST /tariffs/{tariff}/edit: puts a version in the place of another one, or adds it.
///
/// # Errors
/// For owners, for a tariff that is not the organisation's, and when the database fails.
pub async fn edit(
    State(state): State<WebState>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(tariff): UrlPath<TariffId>,
    parts: Parts,
    FormBody(pairs): FormBody<Pairs>,
) -> Result<Response, Refusal> {
    let stored = tariffs::find(&state.app, &actor, tariff).await?;
    let mut draft = TariffDraft::read(&pairs);
    let page = format!("/tariffs/{tariff}/edit");
    if let Some(edit) = button(&pairs) {
        draft.edit(edit);
        return Ok(drawn(&state, parts, &page, TariffForm { draft, ..TariffForm::default() }).await);
    }
    let version = match draft.version() {
        Ok(version) => version,
        Err(errors) => return Ok(drawn(&state, parts, &page, TariffForm { draft, errors, problem: None }).await),
    };
    let from = (tariff, draft.revision.parse().unwrap_or_default());
    let replaced = (form::day(&draft.replaces), version);
    match tariffs::put_version(&state.app, &actor, from, &draft.name, replaced).await {
        Ok(_) => Ok(Redirect::to(&format!("/tariffs/{tariff}?done=saved")).into_response()),
        Err(error) => {
            let mut form = refused(draft, error)?;
            // Whoever has read that somebody else changed it may save all the same.
            form.draft.revision = stored.revision.to_string();
            Ok(drawn(&state, parts, &page, form).await)
        }
    }
}

/// Which version, as of which state of the tariff; without a day the whole tariff.
#[derive(Deserialize)]
pub struct Removed {
    #[serde(default)]
    version: String,
    #[serde(default)]
    revision: i64,
}

/// POST /tariffs/{tariff}/remove: takes a version away, or the tariff.
///
/// # Errors
/// For owners, for a tariff that is not the organisation's, and when the database fails.
pub async fn remove(
    State(state): State<WebState>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(tariff): UrlPath<TariffId>,
    FormBody(removed): FormBody<Removed>,
) -> Result<Redirect, Refusal> {
    let of_tariff = format!("/tariffs/{tariff}");
    let (done, page) = match form::day(&removed.version) {
        Some(day) => {
            let from = (tariff, removed.revision);
            let removed = tariffs::remove_version(&state.app, &actor, from, day).await;
            (removed.map(drop), format!("{of_tariff}?done=removed"))
        }
        None => (tariffs::delete(&state.app, &actor, tariff).await, "/tariffs?done=removed".to_owned()),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&page)),
        Err(error @ (AppError::StillUsed | AppError::ChangedMeanwhile | AppError::InvalidField { .. })) => {
            Ok(Redirect::to(&format!("{of_tariff}?error={}", error.name())))
        }
        Err(error) => Err(error.into()),
    }
}

/// What a button other than the one that saves does.
fn button(pairs: &Pairs) -> Option<Edit> {
    pairs.iter().find(|(name, _)| name == "do").and_then(|(_, value)| Edit::read(value))
}

/// The form again; other errors as what they are.
fn refused(draft: TariffDraft, error: AppError) -> Result<TariffForm, Refusal> {
    let (errors, problem) = match error {
        AppError::InvalidField { field, .. } if field.ends_with("valid_from") => {
            (vec![FieldError::new("valid_from", Expected::Unique)], None)
        }
        AppError::InvalidField { .. } | AppError::ChangedMeanwhile => (Vec::new(), Some(error)),
        other => return Err(other.into()),
    };
    Ok(TariffForm { draft, errors, problem })
}

async fn drawn(state: &WebState, parts: Parts, page: &str, form: TariffForm) -> Response {
    let status = match &form.problem {
        Some(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST),
        None if form.errors.is_empty() => StatusCode::OK,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    pages::again(state, parts, (page, status), form).await
}
