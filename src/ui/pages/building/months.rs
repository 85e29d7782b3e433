//! The last twelve months as a table.

use super::links::Links;
use crate::{
    i18n::*,
    ui::{
        fill::fill,
        format::{day_time, energy, period_label, power, use_language},
    },
    views::building::MonthRow,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Months(months: Vec<MonthRow>, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let rows: Vec<_> = months.into_iter().map(|row| view! { <Row row links /> }).collect();
    view! {
        <section class="months" aria-labelledby="months">
            <h2 id="months">{td_string!(locale, building.months.heading)}</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="months">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{td_string!(locale, building.months.month)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.months.total)}</th>
                            <th scope="col" class="number wide-only">{td_string!(locale, building.months.mean)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.months.max)}</th>
                            <th scope="col" class="number wide-only">{td_string!(locale, building.months.days)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(row: MonthRow, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let quantity = |value: Option<_>| value.map_or("–".to_owned(), |value| energy(value, language));
    let mean = quantity(row.mean_per_day);
    let max = row.max.map(|max| {
        let (power, at) = (power(max.watts, language), day_time(&max.at, language));
        view! { {power} " " <span class="when">{at}</span> }
    });
    let (whole, elapsed) = (row.days_whole, row.days_elapsed);
    let days = match elapsed {
        0 => "–".to_owned(),
        _ => fill(td_string!(locale, building.numbers.days_of), &[("whole", &whole), ("elapsed", &elapsed)]),
    };
    let days_in_words = fill(td_string!(locale, building.months.days_of), &[("days", &days)]);
    let mean_in_words = fill(td_string!(locale, building.months.a_day), &[("mean", &mean)]);
    view! {
        <tr>
            <th scope="row">
                <a href=links.period(row.month)>{period_label(row.month, language)}</a>
                <span class="under narrow-only">{days_in_words}</span>
            </th>
            <td class="number">
                {quantity(row.total)} " "
                <span class="under narrow-only">{mean_in_words}</span>
            </td>
            <td class="number wide-only">{mean}</td>
            <td class="number">{max.map_or_else(|| Either::Left("–"), Either::Right)}</td>
            <td class="number wide-only">{days}</td>
        </tr>
    }
}
