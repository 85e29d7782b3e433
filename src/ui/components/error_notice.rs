//! What went wrong, what it means and what to do, in words.

use crate::{domain::error::AppError, i18n::*, ui::error_text};
use leptos::prelude::*;

/// An error inside a page. The server also answers with its status when the page cannot be shown at all.
#[component]
pub fn ErrorNotice(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    answer_with(&error);
    let locale = use_i18n().get_locale_untracked();
    view! {
        <div class="notice error" role="alert">
            <p class="title">{error_text::error_title(locale, &error)}</p>
            <p>{error_text::error_text(locale, &error)}</p>
        </div>
    }
}

#[cfg(feature = "ssr")]
fn answer_with(error: &AppError) {
    let status = http::StatusCode::from_u16(error.status()).ok();
    let status = status.filter(|status| matches!(status.as_u16(), 403 | 404 | 500..));
    if let (Some(status), Some(response)) = (status, use_context::<leptos_axum::ResponseOptions>()) {
        response.set_status(status);
    }
}

#[cfg(not(feature = "ssr"))]
fn answer_with(_: &AppError) {}
