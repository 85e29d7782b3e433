//! Hour by hour over days or months, as a picture that reads out its hours and as a table.

use crate::{
    charts::svg::heatmap,
    domain::time::{LocalDay, Period, PeriodKind},
    i18n::*,
    ui::{
        fill::fill,
        format::{Language, date_long, day_month, language_of, period_label, power, use_language},
    },
    views::profile::{HOURS, HeatRows, Heatmap},
};
use chrono::Days;
use leptos::prelude::*;

/// The picture with how to read it, then the same numbers as a table. `charts/browser/fingerprint.js` reads out the hour
/// that is pointed at, tapped or reached with the arrow keys.
#[component]
pub fn HeatmapFigure<F: Fn(Period) -> String + Copy + 'static>(
    /// What is drawn.
    map: Heatmap,
    /// The address that shows a row alone.
    opens: F,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let language = language_of(locale);
    let drawing = heatmap(&map, &words(locale, &map), language);
    let names: Vec<String> = rows(&map).map(|row| long_name(row, language)).collect();
    let text = |watts: &Option<u32>| watts.map(|watts| power(i64::from(watts), language)).unwrap_or_default();
    let values: Vec<String> = map.watts.iter().map(text).collect();
    view! {
        <figure class="heatmap">
            <figcaption>
                <h3>{td_string!(locale, building.profile.heatmap)}</h3>
                <p class="hint">{hint(locale, &map)}</p>
            </figcaption>
            <div
                class="fingerprint-large"
                role="group"
                aria-label=td_string!(locale, building.profile.heatmap_keys)
                data-columns=HOURS
                data-days=names.join("|")
                data-values=values.join("|")
                data-missing=td_string!(locale, common.fingerprint_missing)
            >
                <div inner_html=drawing></div>
                <output class="readout" hidden>
                    {td_string!(locale, building.profile.heatmap_keys)}
                </output>
            </div>
            <HourTable map opens />
        </figure>
    }
}

#[component]
fn HourTable<F: Fn(Period) -> String + Copy + 'static>(map: Heatmap, opens: F) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let heads: Vec<_> = (0..HOURS).map(|hour| view! { <th scope="col" class="number">{hour}</th> }).collect();
    let row = |(row, watts): (Period, &[Option<u32>])| {
        let cells: Vec<_> =
            watts.iter().map(|watts| view! { <td class="number">{kilowatts(*watts, language)}</td> }).collect();
        view! {
            <tr>
                <th scope="row">
                    <a href=opens(row)>{short_name(row, language)}</a>
                </th>
                {cells}
            </tr>
        }
    };
    let rows: Vec<_> = rows(&map).zip(map.watts.chunks(HOURS)).map(row).collect();
    view! {
        <details class="table-toggle">
            <summary>{td_string!(locale, building.profile.hour_table)}</summary>
            <div class="scroll" tabindex="0" role="group" aria-label=td_string!(locale, building.profile.hour_table)>
                <table class="hours">
                    <thead>
                        <tr>
                            <th scope="col">{td_string!(locale, building.profile.hour)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

/// kW with two decimals, the unit stands above the table.
fn kilowatts(watts: Option<u32>, language: Language) -> String {
    watts.map_or("–".to_owned(), |watts| crate::ui::format::fixed(i128::from((watts + 5) / 10), 2, language))
}

/// The periods of the rows.
fn rows(map: &Heatmap) -> Box<dyn Iterator<Item = Period>> {
    let count = map.watts.len().div_ceil(HOURS);
    match map.rows {
        HeatRows::Days(first) => {
            let day = move |number: usize| {
                let day: LocalDay = first.checked_add_days(Days::new(number as u64)).unwrap_or(first);
                Period::containing(PeriodKind::Day, day)
            };
            Box::new((0..count).map(day))
        }
        HeatRows::Months(first) => Box::new(std::iter::successors(Some(first), |month| Some(month.next())).take(count)),
    }
}

fn long_name(row: Period, language: Language) -> String {
    if row.kind == PeriodKind::Day { date_long(row.first, language) } else { period_label(row, language) }
}

fn short_name(row: Period, language: Language) -> String {
    if row.kind == PeriodKind::Day { day_month(row.first, language) } else { period_label(row, language) }
}

fn hint(locale: Locale, map: &Heatmap) -> &'static str {
    match map.rows {
        HeatRows::Days(_) => td_string!(locale, building.profile.heatmap_days),
        HeatRows::Months(_) => td_string!(locale, building.profile.heatmap_months),
    }
}

/// The text alternative: when it is highest and lowest, and how much is missing.
fn words(locale: Locale, map: &Heatmap) -> String {
    let language = language_of(locale);
    let known = || map.watts.iter().enumerate().filter_map(|(place, watts)| Some((place, (*watts)?)));
    let missing = map.watts.len() - known().count();
    let at = |found: Option<(usize, u32)>| {
        let (place, watts) = found.unwrap_or_default();
        let row = rows(map).nth(place / HOURS).map(|row| long_name(row, language)).unwrap_or_default();
        (power(i64::from(watts), language), row, place % HOURS)
    };
    let (high, high_row, high_hour) = at(known().rev().max_by_key(|(_, watts)| *watts));
    let (low, low_row, low_hour) = at(known().min_by_key(|(_, watts)| *watts));
    fill(
        td_string!(locale, building.profile.heatmap_words),
        &[
            ("high", &high),
            ("high_row", &high_row),
            ("high_hour", &high_hour),
            ("low", &low),
            ("low_row", &low_row),
            ("low_hour", &low_hour),
            ("missing", &missing),
        ],
    )
}
