//! The period before and the same one last year, over the same elapsed days.

use super::links::Links;
use crate::{
    i18n::*,
    ui::{
        components::change_words,
        fill::fill,
        format::{energy, fixed, period_label, use_language},
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
    let weather = comparison.weather.and_then(|weather| {
        let verdict = change_words(locale, weather.percent?, 1);
        let verdict = verdict.unwrap_or_else(|| td_string!(locale, building.comparison.same).to_owned());
        let days = |thousandths: i64| fixed(i128::from(thousandths) / 1_000, 0, language);
        let (here, there) = (days(weather.degree_days), days(weather.reference_degree_days));
        let line = td_string!(locale, building.comparison.weather);
        Some(fill(line, &[("change", &verdict), ("here", &here), ("there", &there)]))
    });
    view! {
        <li>
            <a href=links.period(comparison.other)>{period_label(comparison.other, language)}</a>
            <strong>{verdict}</strong>
            <span class="base">{base}</span>
            {weather.map(|weather| view! { <span class="base">{weather}</span> })}
        </li>
    }
}
