//! POST /preferences: language and theme, as plain forms, so that they change without scripts.

use super::extract::FormBody;
use crate::views::{
    format::Language,
    preferences::{LANGUAGE_COOKIE, THEME_COOKIE, Theme},
};
use axum::{
    http::{HeaderValue, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// What the two forms send; each sends one of the choices.
#[derive(Deserialize)]
pub struct PreferencesForm {
    lang: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    back: String,
}

/// Keeps the choice for a year and returns to the page. Unknown choices change nothing.
pub async fn set(FormBody(form): FormBody<PreferencesForm>) -> Response {
    let language = form.lang.as_deref().and_then(Language::parse).map(|l| (LANGUAGE_COOKIE, l.as_str()));
    let theme = form.theme.as_deref().and_then(Theme::parse).map(|t| (THEME_COOKIE, t.as_str()));
    let cookie = |(name, value): (&str, &str)| {
        HeaderValue::from_str(&format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax")).ok()
    };
    let cookies = [language, theme].into_iter().flatten().filter_map(cookie).map(|value| (header::SET_COOKIE, value));
    (AppendHeaders(cookies.collect::<Vec<_>>()), Redirect::to(&super::auth::local_page(&form.back))).into_response()
}
