//! One building of the comparison.

use crate::{
    charts::svg::strip,
    i18n::*,
    ui::{
        fill::fill,
        format::{energy, fixed, integer, use_language},
    },
    views::{
        format::Language,
        ranking::{RankingRow, Similar},
    },
};
use leptos::prelude::*;

#[component]
pub(super) fn Row(row: RankingRow, most: i64) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let area = match row.area_m2 {
        Some(area) => format!("{}\u{a0}m²", integer(area, language)),
        None => tu_string!(i18n, ranking.no_area).to_owned(),
    };
    let lots = match row.lots {
        0 => tu_string!(i18n, ranking.no_lots).to_owned(),
        1 => tu_string!(i18n, ranking.lot).to_owned(),
        count => fill(tu_string!(i18n, ranking.lots), &[("count", &integer(count, language))]),
    };
    let days = match row.year_joules {
        Some(_) if row.days_whole == row.days => None,
        Some(_) => Some(fill(tu_string!(i18n, ranking.days), &[("known", &row.days_whole), ("days", &row.days)])),
        None => Some(fill(tu_string!(i18n, ranking.too_few), &[("known", &row.days_whole), ("days", &row.days)])),
    };
    let year = row.year_joules.map_or_else(|| "–".to_owned(), |year| energy(year, language));
    view! {
        <tr>
            <th scope="row" class="building">
                <a href=format!("/buildings/{}", row.id)>{row.name.clone()}</a>
                <span class="under">{row.town.clone()}</span>
            </th>
            <td class="number intensity">
                <span class="figure">{kwh(row.wh_per_m2, "kWh/m²", language)}</span>
                <span class="under">{area}</span>
            </td>
            <td class="similar"><Place row=row.clone() most /></td>
            <td class="number">
                <span class="figure">{kwh(row.wh_per_lot, "kWh", language)}</span>
                <span class="under">{lots}</span>
            </td>
            <td class="number">
                <span class="figure">{year}</span>
                {days.map(|days| view! { <span class="under">{days}</span> })}
            </td>
        </tr>
    }
}

/// Among similar buildings: a picture and words.
#[component]
fn Place(row: RankingRow, most: i64) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let (own, similar) = row.wh_per_m2.zip(row.similar)?;
    let words = match &similar {
        Similar::TooFew { count, least } => {
            fill(tu_string!(i18n, ranking.too_few_similar), &[("count", count), ("least", least)])
        }
        Similar::Enough { count, low, high, .. } => {
            let verdict = match own {
                own if own > *high => tu_string!(i18n, ranking.above),
                own if own < *low => tu_string!(i18n, ranking.below),
                _ => tu_string!(i18n, ranking.within),
            };
            let (low, high) = (kwh(Some(*low), "", language), kwh(Some(*high), "kWh/m²", language));
            fill(verdict, &[("count", count), ("low", &low), ("high", &high)])
        }
    };
    let picture = strip(own, Some(&similar), most, &words);
    Some(view! {
        <span inner_html=picture></span>
        <span class="under">{words}</span>
    })
}

/// Watt-hours as kWh with one decimal.
fn kwh(wh: Option<i64>, unit: &str, language: Language) -> String {
    let Some(wh) = wh else { return "–".to_owned() };
    let number = fixed(i128::from((wh + 50).div_euclid(100)), 1, language);
    if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
}
