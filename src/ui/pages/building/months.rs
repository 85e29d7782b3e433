//! The last twelve months as a table.

use super::links::Links;
use crate::ui::fill::fill;
use crate::{
    i18n::*,
    ui::format::{day_time, energy, period_label, power, use_language},
    views::building::MonthRow,
};
use leptos::prelude::*;

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
                            <th scope="col" class="number">{td_string!(locale, building.months.mean)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.months.max)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.months.days)}</th>
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
    let max = row.max.map(|max| format!("{} · {}", power(max.watts, language), day_time(&max.at, language)));
    let (whole, elapsed) = (row.days_whole, row.days_elapsed);
    view! {
        <tr>
            <th scope="row">
                <a href=links.period(row.month)>{period_label(row.month, language)}</a>
            </th>
            <td class="number">{quantity(row.total)}</td>
            <td class="number">{quantity(row.mean_per_day)}</td>
            <td class="number">{max.unwrap_or_else(|| "–".to_owned())}</td>
            <td class="number">
                {fill(td_string!(locale, building.numbers.days_of), &[("whole", &whole), ("elapsed", &elapsed)])}
            </td>
        </tr>
    }
}
