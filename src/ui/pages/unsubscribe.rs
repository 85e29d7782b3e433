//! The page behind the link of e-mails: a button, because programs that look at links must not end anything.

use crate::{
    domain::error::AppError,
    i18n::*,
    rpc::notices::is_subscribed,
    ui::components::{Loading, Refused},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// `?token=` names the reader. Nobody has to log in.
#[component]
pub fn UnsubscribePage() -> impl IntoView {
    let token = use_query_map().get_untracked().get("token").unwrap_or_default();
    let asked = token.clone();
    let subscribed = Resource::new(|| (), move |()| is_subscribed(asked.clone()));
    view! {
        <Suspense fallback=Loading>
            {move || {
                let token = token.clone();
                Suspend::new(async move { shown(subscribed.await, token) })
            }}
        </Suspense>
    }
}

fn shown(subscribed: Result<bool, AppError>, token: String) -> AnyView {
    match subscribed {
        Ok(true) => view! { <Ask token /> }.into_any(),
        Ok(false) => view! { <Done /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Ask(token: String) -> impl IntoView {
    let i18n = use_i18n();
    // The token is letters, digits, `-` and `_`, or none of ours.
    let action = format!("/unsubscribe?token={token}");
    view! {
        <Title text=tu_string!(i18n, notifications.unsubscribe_title) />
        <section class="narrow">
            <h1>{tu_string!(i18n, notifications.unsubscribe_title)}</h1>
            <p>{tu_string!(i18n, notifications.unsubscribe_text)}</p>
            <form method="post" action=action>
                <input type="hidden" name="from" value="page" />
                <button class="primary">{tu_string!(i18n, notifications.unsubscribe_button)}</button>
            </form>
        </section>
    }
}

#[component]
fn Done() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Title text=tu_string!(i18n, notifications.unsubscribed_title) />
        <section class="narrow">
            <h1>{tu_string!(i18n, notifications.unsubscribed_title)}</h1>
            <p>{tu_string!(i18n, notifications.unsubscribed_text)}</p>
            <p>
                <a href="/notifications">{tu_string!(i18n, notifications.to_settings)}</a>
            </p>
        </section>
    }
}
