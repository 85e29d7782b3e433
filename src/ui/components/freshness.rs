//! How far the data reach: always said, never implied.

use crate::{
    domain::time::LocalDay,
    i18n::*,
    ui::{
        fill::fill,
        format::{Language, date, day_time, language_of},
    },
    views::shared::Freshness,
};
use leptos::prelude::*;

/// After how many days without new data a page says so.
const STALE_AFTER_DAYS: i64 = 3;

/// `Données jusqu'au 20 nov. 2026, reçues le 21 nov. à 8 h 04`, and a plain word when nothing newer has come for days.
#[component]
pub fn FreshnessLine(
    /// What is known.
    freshness: Freshness,
    /// Today in the building's zone; leave out where the page has said already that the data are old.
    #[prop(optional)]
    today: Option<LocalDay>,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let age = today.zip(freshness.through).map_or(0, |(today, through)| (today - through).num_days());
    let stale = (age > STALE_AFTER_DAYS).then(|| {
        let text = fill(td_string!(locale, building.freshness.stale), &[("days", &age)]);
        view! { <span class="stale">{text}</span> }
    });
    view! {
        <p class="freshness">
            {words(&freshness, locale, language_of(locale))} " " {stale}
        </p>
    }
}

fn words(freshness: &Freshness, locale: Locale, language: Language) -> String {
    let Some(through) = freshness.through else {
        return td_string!(locale, building.freshness.none).to_owned();
    };
    let day = date(through, language);
    match &freshness.received {
        Some(at) => {
            fill(td_string!(locale, building.freshness.received), &[("day", &day), ("at", &day_time(at, language))])
        }
        None => fill(td_string!(locale, building.freshness.until), &[("day", &day)]),
    }
}
