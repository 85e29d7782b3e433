//! The footer: theme, how to read times, licence, API.

use super::address;
use crate::{
    i18n::*,
    ui::format::locale_of,
    views::preferences::{Preferences, Theme},
};
use leptos::{either::Either, prelude::*};

/// Where the source of this build is, by `repository` in `Cargo.toml`; empty where that says nothing.
const SOURCE: &str = env!("CARGO_PKG_REPOSITORY");

/// The licence's text.
const LICENCE: &str = "https://www.gnu.org/licenses/agpl-3.0.html";

#[component]
pub(super) fn Footer(preferences: Preferences) -> impl IntoView {
    let locale = locale_of(preferences.language);
    view! {
        <footer class="bottom">
            <ThemeSwitch preferences />
            <p class="zone">{td!(locale, common.zone_note)}</p>
            <p class="about">
                <Licence locale /> " "
                <a href="/api/docs" rel="external">{td!(locale, common.api)}</a>
            </p>
        </footer>
    }
}

/// The licence, and the source where it is known: the AGPL grants both to whoever uses this instance.
#[component]
fn Licence(locale: Locale) -> impl IntoView {
    let licence = td_string!(locale, common.licence);
    if SOURCE.is_empty() {
        return Either::Left(licence);
    }
    Either::Right(view! {
        <a href=LICENCE>{licence}</a>
        " "
        <a href=SOURCE>{td_string!(locale, common.source)}</a>
    })
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
