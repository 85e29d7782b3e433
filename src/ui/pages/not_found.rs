//! The page for addresses that lead nowhere.

use crate::i18n::*;
use leptos::prelude::*;
use leptos_meta::Title;

/// Says so and leads back. The server answers with status 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let i18n = use_i18n();
    view! {
        <Title text=tu_string!(i18n, common.not_found_title) />
        <section class="narrow">
            <h1>{tu_string!(i18n, common.not_found_title)}</h1>
            <p>{tu_string!(i18n, common.not_found_text)}</p>
            <p><a href="/">{tu_string!(i18n, common.home)}</a></p>
        </section>
    }
}
