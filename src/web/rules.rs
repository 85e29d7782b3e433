//! The forms of the rules: plain posts. What was typed comes back in the address, where the page reads it and says which
//! field is wrong with it.

use super::{
    auth::CurrentSession,
    edge::Refusal,
    extract::{FormBody, UrlPath, invalid},
};
use crate::{
    domain::{error::AppError, rule::RuleKind},
    services::{App, alerts},
    views::rules::{RuleForm, ScopeName},
};
use axum::{extract::State, response::Redirect};
use std::collections::BTreeMap;
use url::form_urlencoded::Serializer;

/// The fields of any of the forms.
type Fields = BTreeMap<String, String>;

/// `POST /rules/{kind}`: saves a rule; back to all of them, or to the form.
///
/// # Errors
/// For owners, and for a scope that is not the organisation's.
pub async fn save(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(kind): UrlPath<String>,
    FormBody(fields): FormBody<Fields>,
) -> Result<Redirect, Refusal> {
    let (kind, name) = named(&kind, &fields)?;
    let scope = alerts::scope_of(&app, &actor, name).await?;
    let form = RuleForm::read(|name| fields.get(name).cloned()).ok_or(invalid("threshold", "threshold=…"))?;
    let Ok(rule) = form.rule(kind) else { return Ok(again(kind, name, Some(&form), None)) };
    match alerts::put(&app, &actor, scope, form.enabled, rule).await {
        Ok(_) => Ok(Redirect::to("/rules?done=saved")),
        Err(error @ AppError::ChangedMeanwhile) => Ok(again(kind, name, Some(&form), Some(("error", error.name())))),
        Err(error) => Err(error.into()),
    }
}

/// `POST /rules/{kind}/reset`: takes the rule of a scope away.
///
/// # Errors
/// For owners, and for a scope that is not the organisation's.
pub async fn reset(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(kind): UrlPath<String>,
    FormBody(fields): FormBody<Fields>,
) -> Result<Redirect, Refusal> {
    let (kind, name) = named(&kind, &fields)?;
    alerts::reset(&app, &actor, kind, name).await?;
    Ok(again(kind, name, None, Some(("done", "reset"))))
}

/// `POST /rules/{kind}/switch`: on, with `enabled`, or off.
///
/// # Errors
/// For owners, and for a scope that is not the organisation's.
pub async fn switch(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(kind): UrlPath<String>,
    FormBody(fields): FormBody<Fields>,
) -> Result<Redirect, Refusal> {
    let (kind, name) = named(&kind, &fields)?;
    let enabled = fields.contains_key("enabled");
    match alerts::switch(&app, &actor, (kind, name), enabled).await {
        Ok(()) if enabled => Ok(Redirect::to("/rules?done=on")),
        Ok(()) => Ok(Redirect::to("/rules?done=off")),
        Err(error @ AppError::ChangedMeanwhile) => Ok(Redirect::to(&format!("/rules?error={}", error.name()))),
        Err(error) => Err(error.into()),
    }
}

/// Which rule a form is about.
fn named(kind: &str, fields: &Fields) -> Result<(RuleKind, ScopeName), AppError> {
    let kind = kind.parse().map_err(|()| AppError::NotFound)?;
    let scope = ScopeName::of_parameter(fields.get("scope").map(String::as_str)).ok_or(AppError::NotFound)?;
    Ok((kind, scope))
}

/// The editor again, with what was typed.
fn again(kind: RuleKind, scope: ScopeName, typed: Option<&RuleForm>, besides: Option<(&str, &str)>) -> Redirect {
    let mut query = Serializer::new(String::new());
    query.append_pair("scope", &scope.to_string());
    query.extend_pairs(typed.map(RuleForm::pairs).unwrap_or_default());
    query.extend_pairs(besides);
    Redirect::to(&format!("/rules/{}?{}", kind.as_str(), query.finish()))
}
