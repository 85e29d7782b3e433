//! The fingerprint of a building or a meter.

use crate::{
    charts::svg::{FingerprintSize, fingerprint},
    i18n::*,
    ui::{
        fill::fill,
        format::{Language, date, date_long, language_of, power},
    },
    views::shared::Fingerprint,
};
use chrono::Days;
use leptos::prelude::*;

/// Its text alternative.
fn words(locale: Locale, print: &Fingerprint, name: &str) -> String {
    let days = print.days();
    let last = print.first_day.checked_add_days(Days::new(days.saturating_sub(1) as u64)).unwrap_or(print.first_day);
    let missing = print.watts.iter().filter(|watts| watts.is_none()).count();
    // Rounded up: half an hour is no zero.
    let hours = (missing * 24).div_ceil(print.columns());
    let last = date(last, language_of(locale));
    fill(
        td_string!(locale, common.fingerprint),
        &[("name", &name), ("days", &days), ("last", &last), ("missing", &hours)],
    )
}

/// For a row or a card.
#[component]
pub fn FingerprintSmall(
    /// What is drawn.
    print: Fingerprint,
    /// Of which building or meter.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let title = words(use_i18n().get_locale_untracked(), &print, &name);
    view! { <span class="fingerprint-box" inner_html=fingerprint(&print, &title, FingerprintSize::Small)></span> }
}

/// As wide as its place, with hours and Mondays, and how to read it. `charts/browser/fingerprint.js` reads out the slot
/// that is pointed at, tapped or reached with the arrow keys: its texts are written here, the browser formats nothing.
#[component]
pub fn FingerprintLarge(
    /// What is drawn.
    print: Fingerprint,
    /// Of which building or meter.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let language = language_of(locale);
    let drawing = fingerprint(&print, &words(locale, &print, &name), FingerprintSize::Large(language));
    view! {
        <p class="hint">{td_string!(locale, common.fingerprint_hint)}</p>
        <div
            class="fingerprint-large"
            role="group"
            aria-label=td_string!(locale, common.fingerprint_keys)
            data-columns=print.columns()
            data-days=days(&print, language)
            data-values=values(&print, language)
            data-missing=td_string!(locale, common.fingerprint_missing)
        >
            <div inner_html=drawing></div>
            <output class="readout" hidden>
                {td_string!(locale, common.fingerprint_keys)}
            </output>
        </div>
    }
}

/// The rows' names, separated by bars.
fn days(print: &Fingerprint, language: Language) -> String {
    let days = print.first_day.iter_days().take(print.days());
    days.map(|day| date_long(day, language)).collect::<Vec<_>>().join("|")
}

/// The slots' values, separated by bars; nothing where nothing is known.
fn values(print: &Fingerprint, language: Language) -> String {
    let text = |watts: &Option<u32>| watts.map(|watts| power(i64::from(watts), language)).unwrap_or_default();
    print.watts.iter().map(text).collect::<Vec<_>>().join("|")
}
