//! Logging in: a plain form, so that it works before and without scripts.

use crate::{domain::error::AppError, i18n::*, ui::components::ErrorNotice};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// E-mail and password; `?error=` says why the last attempt failed, `?next=` where to go afterwards.
#[component]
pub fn LoginPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map().get_untracked();
    let error = query.get("error").map(|name| match name.as_str() {
        "bad_credentials" => AppError::BadCredentials,
        "too_many_attempts" => AppError::TooManyAttempts,
        "unauthenticated" => AppError::Unauthenticated,
        "unavailable" => AppError::Unavailable,
        _ => AppError::Internal,
    });
    let next = query.get("next").map(|next| view! { <input type="hidden" name="next" value=next /> });
    view! {
        <Title text=tu_string!(i18n, common.login_title) />
        <section class="narrow login">
            <h1>{tu_string!(i18n, common.login_title)}</h1>
            <p>{tu_string!(i18n, common.login_text)}</p>
            {error.map(|error| view! { <ErrorNotice error /> })}
            <form method="post" action="/login">
                {next}
                <label for="email">{tu_string!(i18n, common.email)}</label>
                <input id="email" name="email" type="email" autocomplete="username" required />
                <label for="password">{tu_string!(i18n, common.password)}</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required />
                <button class="primary">{tu_string!(i18n, common.login)}</button>
            </form>
        </section>
    }
}
