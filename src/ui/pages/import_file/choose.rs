//! Choosing the file: a real file input as large as a drop zone; browsers let files be dropped on it.

use crate::{
    domain::error::AppError,
    i18n::*,
    ui::{
        components::ErrorNotice,
        format::{Language, locale_of},
    },
};
use leptos::{prelude::*, web_sys::Event};

/// The form that uploads.
#[island]
pub fn Choose(
    /// Where it is sent.
    action: String,
    /// The largest file that is taken.
    max_mb: u32,
    /// Of the page; an island has no context.
    language: Language,
) -> impl IntoView {
    let locale = locale_of(language);
    let (busy, set_busy) = signal(false);
    let (too_large, set_too_large) = signal(false);
    view! {
        <form
            class="upload"
            method="post"
            action=action
            enctype="multipart/form-data"
            on:submit=move |_| set_busy.set(true)
        >
            <p>{td!(locale, imports.intro)}</p>
            <label for="file">{td!(locale, imports.choose)}</label>
            <input
                id="file"
                class="drop-zone"
                type="file"
                name="file"
                required
                aria-describedby="file-hint"
                on:change=move |event| set_too_large.set(is_too_large(&event, max_mb))
            />
            <p id="file-hint" class="hint">{td!(locale, imports.hint, max_mb = max_mb)}</p>
            {move || too_large.get().then(|| view! { <ErrorNotice error=AppError::FileTooLarge { max_mb } language /> })}
            <button class="primary" disabled=move || too_large.get() aria-busy=move || busy.get().to_string()>
                {td!(locale, imports.read)}
            </button>
            <p role="status">{move || busy.get().then_some(td!(locale, imports.reading))}</p>
        </form>
    }
}

/// Whether the chosen file is beyond the limit: said before a long upload, and before the server closes the line on it.
#[cfg(feature = "hydrate")]
fn is_too_large(event: &Event, max_mb: u32) -> bool {
    let input: leptos::web_sys::HtmlInputElement = event_target(event);
    let file = input.files().and_then(|files| files.get(0));
    file.is_some_and(|file| file.size() > f64::from(max_mb) * 1_048_576.0)
}

#[cfg(not(feature = "hydrate"))]
fn is_too_large(_: &Event, _: u32) -> bool {
    false
}
