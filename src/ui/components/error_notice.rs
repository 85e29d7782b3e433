//! What went wrong, what it means and what to do, in words.

use crate::{domain::error::AppError, i18n::*, ui::error_text};
use leptos::prelude::*;

/// An error inside a page.
#[component]
pub fn ErrorNotice(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    view! {
        <div class="notice error" role="alert">
            <p class="title">{error_text::error_title(locale, &error)}</p>
            <p>{error_text::error_text(locale, &error)}</p>
        </div>
    }
}
