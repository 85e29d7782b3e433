//! The header: product, where one can go, language, who is logged in.

use super::{address, mark::mark};
use crate::{
    domain::access::Actor,
    i18n::*,
    ui::{
        fill::fill,
        format::{Language, locale_of},
    },
    views::{preferences::Preferences, shared::Counts},
};
use leptos::prelude::*;

/// Above this the exact number is of no use.
const MOST_SHOWN: u32 = 99;

#[component]
pub(super) fn Header(preferences: Preferences) -> impl IntoView {
    let locale = locale_of(preferences.language);
    let actor = use_context::<Actor>();
    let counts = use_context::<Counts>().unwrap_or_default();
    let manages = actor.as_ref().is_some_and(Actor::manages);
    let navigation = actor.is_some().then(|| {
        view! {
            <nav aria-label=td_string!(locale, common.navigation)>
                <a href="/">{td!(locale, common.buildings)}</a>
                <a href="/alerts">
                    {td!(locale, common.alerts)} {count("open-alerts", counts.open_alerts, td_string!(locale, common.open_alerts))}
                </a>
                " "
                <a href="/reports">{td!(locale, reports.title)}</a>
                " "
                <a href="/notifications">
                    {td!(locale, notifications.title)} {count("unread", counts.unread, td_string!(locale, common.unread))}
                </a>
                " "
                {manages.then(|| view! { <a href="/tariffs">{td!(locale, tariffs.title)}</a> })}
            </nav>
        }
    });
    view! {
        <header class="top">
            <a class="brand" href="/">
                <span inner_html=mark()></span>
                <span class="name">{td!(locale, common.product)}</span>
            </a>
            {navigation}
            <LanguageSwitch preferences />
            {actor.map(|actor| view! { <Account actor locale /> })}
        </header>
    }
}

/// How many wait, for the eye a number and for listeners what it counts. It stands there at zero, too, so that open pages
/// can renew it.
fn count(name: &'static str, number: u32, words: &'static str) -> impl IntoView {
    let text = if number > MOST_SHOWN { format!("{MOST_SHOWN}+") } else { number.to_string() };
    let shown = (number > 0).then(|| {
        view! {
            <span class="count" aria-hidden="true">{text.clone()}</span>
            <span class="for-listeners">{fill(words, &[("count", &text)])}</span>
        }
    });
    view! { <span data-count=name>{shown}</span> }
}

#[component]
fn LanguageSwitch(preferences: Preferences) -> impl IntoView {
    let locale = locale_of(preferences.language);
    let choices = Language::ALL.map(|language| {
        let name = match language {
            Language::Fr => "Français",
            Language::Nl => "Nederlands",
            Language::En => "English",
        };
        let current = (language == preferences.language).then_some("true");
        view! {
            <button name="lang" value=language.as_str() lang=language.as_str() title=name aria-label=name aria-current=current>
                {language.as_str().to_uppercase()}
            </button>
        }
    });
    view! {
        <form class="switch languages" method="post" action="/preferences" aria-label=td_string!(locale, common.language)>
            <input type="hidden" name="back" value=address() />
            {choices.collect_view()}
        </form>
    }
}

#[component]
fn Account(actor: Actor, locale: Locale) -> impl IntoView {
    view! {
        <form class="account" method="post" action="/logout">
            <span class="who">{actor.name}</span>
            <button class="quiet-button">{td!(locale, common.logout)}</button>
        </form>
    }
}
