//! The building's fingerprint, large.

use crate::{
    charts::svg::{FingerprintSize, fingerprint},
    i18n::*,
    ui::{
        fill::fill,
        format::{date, use_language},
    },
    views::shared::Fingerprint,
};
use leptos::prelude::*;

#[component]
pub(super) fn Print(
    /// What is drawn.
    print: Fingerprint,
) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let title = fill(td_string!(locale, building.fingerprint.title), &[("day", &date(print.first_day, language))]);
    let drawing = fingerprint(&print, &title, FingerprintSize::Large(language));
    view! {
        <section class="print" aria-labelledby="fingerprint">
            <h2 id="fingerprint">{td_string!(locale, building.fingerprint.heading)}</h2>
            <p class="note">{td_string!(locale, building.fingerprint.text)}</p>
            <div class="fingerprint-large" inner_html=drawing></div>
        </section>
    }
}
