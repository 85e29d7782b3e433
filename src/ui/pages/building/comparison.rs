//! The period before and the same one last year, over the same elapsed days.

use super::links::Links;
use crate::{
    i18n::*,
    ui::{
        components::change_words,
        fill::fill,
        format::{fixed, period_label, use_language},
    },
    views::{
        amount::Amount,
        shared::{ComparedWith, Comparison},
    },
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Comparisons(comparisons: Vec<Comparison<Amount>>, shown: ComparedWith, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    // Of one alone the charts show it anyway.
    let shown = (comparisons.len() > 1).then_some(shown);
    let items: Vec<_> = comparisons.into_iter().map(|comparison| view! { <Item comparison shown links /> }).collect();
    view! {
        <section class="comparisons" aria-labelledby="comparison">
            <h2 id="comparison">{td_string!(locale, building.comparison.heading)}</h2>
            <ul>{items}</ul>
        </section>
    }
}

#[component]
fn Item(comparison: Comparison<Amount>, shown: Option<ComparedWith>, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let (current, reference) = (comparison.current.write(language), comparison.reference.write(language));
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
    let switch = shown.map(|shown| match comparison.with == shown {
        true => Either::Left(view! { <span class="base">{td_string!(locale, building.comparison.shown)}</span> }),
        false => Either::Right(view! {
            <a href=links.compared(comparison.with)>{td_string!(locale, building.comparison.show)}</a>
        }),
    });
    view! {
        <li>
            <a href=links.period(comparison.other)>{period_label(comparison.other, language)}</a>
            <strong>{verdict}</strong>
            <span class="base">{base}</span>
            {weather.map(|weather| view! { <span class="base">{weather}</span> })}
            {switch}
        </li>
    }
}
