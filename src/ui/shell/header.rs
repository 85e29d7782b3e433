//! The header: product, where one can go, language, who is logged in.

use super::{address, mark::mark};
use crate::{
    domain::access::Actor,
    i18n::*,
    ui::format::{Language, locale_of},
    views::preferences::Preferences,
};
use leptos::prelude::*;

#[component]
pub(super) fn Header(preferences: Preferences) -> impl IntoView {
    let locale = locale_of(preferences.language);
    let actor = use_context::<Actor>();
    let navigation = actor.is_some().then(|| {
        view! {
            <nav aria-label=td_string!(locale, common.navigation)>
                <a href="/">{td!(locale, common.buildings)}</a>
                <a href="/alerts">{td!(locale, common.alerts)}</a>
                " "
                <a href="/notifications">{td!(locale, notifications.title)}</a>
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
