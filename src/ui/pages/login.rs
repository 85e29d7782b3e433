//! Logging in: a plain form, so that it works before and without scripts.

use crate::{
    domain::access::{DemoLogin, Role},
    i18n::*,
    rpc::login::demo_logins,
    ui::{
        components::ErrorNotice,
        format::{locale_of, use_language},
    },
    views::named_error::named,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// E-mail and password; `?error=` says why the last attempt failed, `?next=` where to go afterwards.
#[component]
pub fn LoginPage() -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let query = use_query_map().get_untracked();
    let error = query.get("error").map(|name| named(&name));
    let next = query.get("next").map(|next| view! { <input type="hidden" name="next" value=next /> });
    let demo = Resource::new(|| (), |()| demo_logins());
    view! {
        <Title text=tu_string!(i18n, common.login_title) />
        <section class="narrow login">
            <h1>{tu_string!(i18n, common.login_title)}</h1>
            <p>{tu_string!(i18n, common.login_text)}</p>
            {error.map(|error| view! { <ErrorNotice error language /> })}
            <form method="post" action="/login">
                {next}
                <label for="email">{tu_string!(i18n, common.email)}</label>
                <input id="email" name="email" type="email" autocomplete="username" required />
                <label for="password">{tu_string!(i18n, common.password)}</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required />
                <button class="primary">{tu_string!(i18n, common.login)}</button>
            </form>
            <Suspense>
                {move || Suspend::new(async move {
                    let logins = demo.await.unwrap_or_default();
                    (!logins.is_empty()).then(|| view! { <Demo logins locale=locale_of(language) /> })
                })}
            </Suspense>
        </section>
    }
}

/// The demo's logins, in words and as buttons.
#[component]
fn Demo(logins: Vec<DemoLogin>, locale: Locale) -> impl IntoView {
    let one = move |DemoLogin { role, email, password }: DemoLogin| {
        let enter = match role {
            Role::Syndic => td_string!(locale, common.demo_syndic),
            Role::Owner => td_string!(locale, common.demo_owner),
        };
        view! {
            <li>
                <form method="post" action="/login">
                    <input type="hidden" name="email" value=email.clone() />
                    <input type="hidden" name="password" value=password.clone() />
                    <button>{enter}</button>
                </form>
                <span class="under">
                    <code>{email}</code> " " <code>{password}</code>
                </span>
            </li>
        }
    };
    view! {
        <section class="demo" aria-labelledby="demo">
            <h2 id="demo">{td_string!(locale, common.demo_title)}</h2>
            <p class="hint">{td_string!(locale, common.demo_text)}</p>
            <ul>{logins.into_iter().map(one).collect_view()}</ul>
        </section>
    }
}
