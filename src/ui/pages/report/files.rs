//! What can be taken along: the report as a file, and what it is made from.

use crate::{
    domain::{id::BuildingId, time::Period},
    i18n::*,
    ui::{
        fill::fill,
        format::{Language, period_label, use_language},
    },
};
use leptos::prelude::*;

/// Names and formats of the export.
const FORMATS: [(&str, &str); 4] = [("csv-comma", "CSV ;"), ("csv", "CSV ,"), ("json", "JSON"), ("parquet", "Parquet")];

#[component]
pub(super) fn Files(building: BuildingId, period: Period, language: Language) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let pdf = format!("/buildings/{building}/report.pdf?period={period}&language={}", language.as_str());
    let label = fill(td_string!(locale, reports.data), &[("period", &period_label(period, use_language()))]);
    let rows = [("readings", td_string!(locale, reports.readings)), ("days", td_string!(locale, reports.days))];
    let rows = rows.map(|(of, name)| {
        let links = FORMATS.map(|(format, short)| {
            let address = format!(
                "/api/v1/buildings/{building}/iot/export?start_date={}&end_date={}&of={of}&format={format}",
                period.first,
                period.last()
            );
            view! {
                <a href=address download="" aria-label=format!("{name}, {short}")>
                    {short}
                </a>
                " "
            }
        });
        view! {
            <dt>{name}</dt>
            <dd>{links.collect_view()}</dd>
        }
    });
    view! {
        <section class="report-files" aria-label=td_string!(locale, reports.files)>
            <a class="button primary" href=pdf download="">
                {td_string!(locale, reports.pdf)}
            </a>
            <details class="table-toggle">
                <summary>{label}</summary>
                <dl class="facts">{rows.collect_view()}</dl>
                <p class="hint">{td_string!(locale, reports.formats)}</p>
            </details>
        </section>
    }
}
