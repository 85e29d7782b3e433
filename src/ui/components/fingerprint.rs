//! The fingerprint of a building or a meter.

use crate::{
    charts::svg::{FingerprintSize, fingerprint},
    i18n::*,
    ui::format::{date, fill, language_of, use_language},
    views::shared::Fingerprint,
};
use chrono::Days;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// Its text alternative.
fn words(i18n: I18nContext<Locale>, print: &Fingerprint, name: &str) -> String {
    let days = print.watts.len().div_ceil(24);
    let last = print.first_day.checked_add_days(Days::new(days.saturating_sub(1) as u64)).unwrap_or(print.first_day);
    let missing = print.watts.iter().filter(|watts| watts.is_none()).count();
    let last = date(last, language_of(i18n.get_locale_untracked()));
    fill(
        tu_string!(i18n, common.fingerprint),
        &[("name", &name), ("days", &days), ("last", &last), ("missing", &missing)],
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
    let title = words(use_i18n(), &print, &name);
    view! { <span class="fingerprint-box" inner_html=fingerprint(&print, &title, FingerprintSize::Small)></span> }
}

/// As wide as its place, with hours and Mondays, and how to read it.
#[component]
pub fn FingerprintLarge(
    /// What is drawn.
    print: Fingerprint,
    /// Of which building or meter.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let title = words(i18n, &print, &name);
    view! {
        <div class="fingerprint-large">
            <div inner_html=fingerprint(&print, &title, FingerprintSize::Large(language))></div>
            <p class="hint">{tu_string!(i18n, common.fingerprint_hint)}</p>
        </div>
    }
}
