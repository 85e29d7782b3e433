//! The footer: theme, how to read times, licence, API.

use super::address;
use crate::{
    i18n::*,
    ui::format::locale_of,
    views::preferences::{Preferences, Theme},
};
use leptos::prelude::*;

#[component]
pub(super) fn Footer(preferences: Preferences) -> impl IntoView {
    let locale = locale_of(preferences.language);
    view! {
        <footer class="bottom">
            <ThemeSwitch preferences />
            <p class="zone">{td!(locale, common.zone_note)}</p>
            <p class="about">
                {td!(locale, common.licence)} " "
                <a href="/api/docs" rel="external">{td!(locale, common.api)}</a>
            </p>
        </footer>
    }
}

#[component]
fn ThemeSwitch(preferences: Preferences) -> impl IntoView {
    let locale = locale_of(preferences.language);
    let choices = Theme::ALL.map(|theme| {
        let name = match theme {
            Theme::Auto => td_string!(locale, common.theme_auto),
            Theme::Light => td_string!(locale, common.theme_light),
            Theme::Dark => td_string!(locale, common.theme_dark),
        };
        let current = (theme == preferences.theme).then_some("true");
        view! { <button name="theme" value=theme.as_str() aria-current=current>{name}</button> }
    });
    view! {
        <form class="switch themes" method="post" action="/preferences" aria-label=td_string!(locale, common.theme)>
            <input type="hidden" name="back" value=address() />
            <span aria-hidden="true">{td!(locale, common.theme)}</span>
            {choices.collect_view()}
        </form>
    }
}
