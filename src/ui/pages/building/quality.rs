//! How complete the data are, and the days that deserve a look.

use super::links::Links;
use crate::ui::fill::fill;
use crate::{
    domain::{
        reading::Coverage,
        time::{Period, PeriodKind},
    },
    i18n::*,
    ui::format::{Language, date, fixed, kwh_exact, use_language},
    views::{building::QualityDay, shared::QualityCounts},
};
use leptos::prelude::*;

#[component]
pub(super) fn Quality(counts: QualityCounts, days: Vec<QualityDay>, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let good = counts.days > 0 && counts.complete == counts.days && counts.mismatched == 0;
    let counted = match counts.days {
        1 => td_string!(locale, building.quality.counted_one),
        _ => td_string!(locale, building.quality.counted),
    };
    let named = [
        (counts.complete, td_string!(locale, building.quality.complete)),
        (counts.partial, td_string!(locale, building.quality.partial)),
        (counts.empty, td_string!(locale, building.quality.empty)),
        (counts.absent, td_string!(locale, building.quality.absent)),
        (counts.official_only, td_string!(locale, building.quality.official_only)),
        (counts.estimated, td_string!(locale, building.quality.estimated)),
        (counts.corrected, td_string!(locale, building.quality.corrected)),
        (counts.mismatched, td_string!(locale, building.quality.mismatched)),
    ];
    let items: Vec<_> = named
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| view! { <li><strong>{count}</strong> " " {name}</li> })
        .collect();
    view! {
        <section class="quality" aria-labelledby="quality">
            <h2 id="quality">{td_string!(locale, building.quality.heading)}</h2>
            {good.then(|| view! { <p>{td_string!(locale, building.quality.all_good)}</p> })}
            <p>{fill(counted, &[("days", &counts.days)])}</p>
            <ul class="counts">{items}</ul>
            {(!days.is_empty()).then(|| view! { <Days days links /> })}
        </section>
    }
}

#[component]
fn Days(days: Vec<QualityDay>, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let rows: Vec<_> = days
        .into_iter()
        .map(|found| {
            let address = links.period(Period::containing(PeriodKind::Day, found.day));
            let remark = remark(&found, locale, language);
            view! {
                <tr>
                    <th scope="row">
                        <a href=address>{date(found.day, language)}</a>
                    </th>
                    <td>{found.meter}</td>
                    <td>{remark}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <details>
            <summary>{td_string!(locale, building.quality.list)}</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, building.quality.day)}</th>
                        <th scope="col">{td_string!(locale, building.quality.meter)}</th>
                        <th scope="col">{td_string!(locale, building.quality.remark)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

fn remark(found: &QualityDay, locale: Locale, language: Language) -> String {
    if let Some((curve, official)) = found.mismatch {
        let (curve, official) = (kwh_exact(curve, language), kwh_exact(official, language));
        return fill(td_string!(locale, building.quality.mismatch), &[("curve", &curve), ("official", &official)]);
    }
    match found.coverage {
        Coverage::Empty => td_string!(locale, building.quality.empty).to_owned(),
        Coverage::Absent => td_string!(locale, building.quality.absent).to_owned(),
        Coverage::Partial | Coverage::Complete => {
            let hours = |seconds: i64| {
                let decimals = u32::from(seconds % 3_600 != 0) * 2;
                fixed(i128::from(seconds) * 10_i128.pow(decimals) / 3_600, decimals, language)
            };
            let (hours, of) = (hours(found.covered_seconds), hours(found.day_seconds));
            fill(td_string!(locale, building.quality.covered), &[("hours", &hours), ("of", &of)])
        }
    }
}
