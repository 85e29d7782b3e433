//! The period before and the same one last year, over the same elapsed days.

use super::links::Links;
use crate::{
    i18n::*,
    ui::{
        components::change_words,
        fill::fill,
        format::{energy, period_label, use_language},
    },
    views::shared::Comparison,
};
use leptos::prelude::*;

#[component]
pub(super) fn Comparisons(comparisons: Vec<Comparison>, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let items: Vec<_> = comparisons.into_iter().map(|comparison| view! { <Item comparison links /> }).collect();
    view! {
        <section class="comparisons" aria-labelledby="comparison">
            <h2 id="comparison">{td_string!(locale, building.comparison.heading)}</h2>
            <ul>{items}</ul>
        </section>
    }
}

#[component]
fn Item(comparison: Comparison, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let (current, reference) = (energy(comparison.current, language), energy(comparison.reference, language));
    let days = comparison.days;
    let (verdict, base) = match comparison.percent {
        Some(value) => {
            let verdict = change_words(locale, value, 1);
            let line = match days {
                1 => td_string!(locale, building.comparison.line_one),
                _ => td_string!(locale, building.comparison.line),
            };
            let base = fill(line, &[("current", &current), ("reference", &reference), ("days", &days)]);
            (verdict.unwrap_or_else(|| td_string!(locale, building.comparison.same).to_owned()), base)
        }
        None => (td_string!(locale, building.comparison.none).to_owned(), String::new()),
    };
    view! {
        <li>
            <a href=links.period(comparison.other)>{period_label(comparison.other, language)}</a>
            <strong>{verdict}</strong>
            <span class="base">{base}</span>
        </li>
    }
}
