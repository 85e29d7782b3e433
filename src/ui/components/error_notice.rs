//! What went wrong, what it means and what to do, in words.

use crate::{
    domain::error::AppError,
    i18n::*,
    ui::{
        error_text::{error_text, error_title},
        format::{Language, locale_of, use_language},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;

/// An error inside a page that goes on.
#[component]
pub fn ErrorNotice(
    /// What happened.
    error: AppError,
    /// Of the page; an island has no context.
    language: Language,
) -> impl IntoView {
    let locale = locale_of(language);
    view! {
        <div class="notice error" role="alert">
            <p class="title">{error_title(locale, &error)}</p>
            <p>{error_text(locale, &error)}</p>
        </div>
    }
}

/// Instead of a page that cannot be shown. The server answers with the error's status.
#[component]
pub fn Refused(
    /// Why.
    error: AppError,
) -> impl IntoView {
    answer_with(&error);
    let locale = locale_of(use_language());
    let title = error_title(locale, &error);
    view! {
        <Title text=title.clone() />
        <section class="narrow">
            <h1>{title}</h1>
            <p role="alert">{error_text(locale, &error)}</p>
            <p>
                <a href="/">{td_string!(locale, common.home)}</a>
            </p>
        </section>
    }
}

#[cfg(feature = "ssr")]
fn answer_with(error: &AppError) {
    let status = http::StatusCode::from_u16(error.status()).ok();
    if let (Some(status), Some(response)) = (status, use_context::<leptos_axum::ResponseOptions>()) {
        response.set_status(status);
    }
}

#[cfg(not(feature = "ssr"))]
fn answer_with(_: &AppError) {}
