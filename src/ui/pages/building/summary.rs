//! The period's figures.

use crate::ui::fill::fill;
use crate::{
    i18n::*,
    ui::format::{day_time, power, use_language},
    views::{amount::Amount, building::BuildingView},
};
use leptos::prelude::*;

#[component]
pub(super) fn Numbers(view: BuildingView) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let quantity = |value: Option<Amount>| value.map_or("–".to_owned(), |value| value.write(language));
    let (total, mean, summary) = (quantity(view.total), quantity(view.mean_per_day), view.summary);
    let (max, at) = match &summary.max {
        Some(max) => {
            let (at, minutes) = (day_time(&max.at, language), max.minutes);
            (
                power(max.watts, language),
                fill(td_string!(locale, building.numbers.max_at), &[("at", &at), ("minutes", &minutes)]),
            )
        }
        None => ("–".to_owned(), String::new()),
    };
    let (whole, elapsed) = (summary.days_whole, summary.days_elapsed);
    view! {
        <section aria-labelledby="numbers">
            <h2 id="numbers" class="for-listeners">
                {td_string!(locale, building.numbers.heading)}
            </h2>
            <dl class="numbers">
                <div>
                    <dt>{td_string!(locale, building.numbers.total)}</dt>
                    <dd data-figure="total">{total}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, building.numbers.mean)}</dt>
                    <dd data-figure="mean">{mean}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, building.numbers.max)}</dt>
                    <dd data-figure="max">{max} " " <small>{at}</small></dd>
                </div>
                <div>
                    <dt>{td_string!(locale, building.numbers.days)}</dt>
                    <dd data-figure="days">
                        {fill(td_string!(locale, building.numbers.days_of), &[("whole", &whole), ("elapsed", &elapsed)])}
                    </dd>
                </div>
            </dl>
        </section>
    }
}
