//! The charts of the period, each with its words and its table. The arrow keys change the period while one has focus.

use super::{links::Links, series_name, table::SlotTable};
use crate::ui::fill::fill;
use crate::{
    charts::svg::{ChartLabels, chart},
    domain::time::Period,
    i18n::*,
    ui::format::{integer, period_label, use_language},
    views::building::{BuildingView, ChartKind, ChartView},
};
use leptos::prelude::*;

#[component]
pub(super) fn Charts(view: BuildingView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let neighbour = |period: Option<Period>| period.map(|period| links.period(period));
    let (before, after) = (neighbour(view.previous), neighbour(view.next));
    let charts: Vec<_> = (0..view.charts.len()).map(|index| view! { <One view=view.clone() index links /> }).collect();
    view! {
        <div
            class="charts"
            tabindex="0"
            role="group"
            aria-label=td_string!(locale, building.chart.keys)
            data-before=before
            data-after=after
        >
            {charts}
        </div>
    }
}

#[component]
fn One(view: BuildingView, index: usize, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let chart_view = view.charts.get(index).cloned()?;
    let heading = format!("{} – {}", heading(locale, chart_view.kind), series_name(locale, view.series));
    let summary = summary(&view, &chart_view, locale);
    let opens = chart_view.slots.iter().map(|slot| slot.opens.map(|to| links.period(to)).unwrap_or_default());
    let opens = opens.collect::<Vec<_>>().join(" ");
    let (shown, compared) = (period_label(view.period, language), compared(&view, &chart_view));
    let drawing = chart(&chart_view, &ChartLabels { title: summary.clone(), language });
    Some(view! {
        <figure class="chart-figure">
            <figcaption>
                <h2>{heading}</h2>
                <p class="summary">{summary}</p>
            </figcaption>
            <ul class="key">
                <li class="shown">{shown}</li>
                {compared.map(|other| view! { <li class="compared">{period_label(other, language)}</li> })}
            </ul>
            <div class="chart-box">
                <div class="still" inner_html=drawing></div>
                <div class="live" aria-hidden="true" data-chart=links.chart(index) data-opens=opens></div>
            </div>
            <details class="table-toggle">
                <summary>{td_string!(locale, building.table.show)}</summary>
                <div class="scroll" tabindex="0" role="group" aria-label=td_string!(locale, building.table.show)>
                    <SlotTable chart=chart_view links />
                </div>
            </details>
        </figure>
    })
}

/// The period of the lighter line, when there is one.
fn compared(view: &BuildingView, chart: &ChartView) -> Option<Period> {
    chart.slots.iter().any(|slot| slot.compared.is_some()).then(|| match chart.kind {
        ChartKind::Months => view.period.same_last_year(),
        ChartKind::LoadCurve | ChartKind::Days => view.period.previous(),
    })
}

fn heading(locale: Locale, kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::LoadCurve => td_string!(locale, building.chart.curve),
        ChartKind::Days => td_string!(locale, building.chart.days),
        ChartKind::Months => td_string!(locale, building.chart.months),
    }
}

/// The period in words, and what is missing.
fn summary(view: &BuildingView, chart: &ChartView, locale: Locale) -> String {
    let language = crate::ui::format::language_of(locale);
    let mut text = super::sentence::of_period(view, locale, language);
    let minutes = chart.missing_seconds / 60;
    if minutes > 0 {
        let missing = if minutes % 60 == 0 {
            fill(td_string!(locale, building.chart.missing_hours), &[("amount", &integer(minutes / 60, language))])
        } else {
            fill(td_string!(locale, building.chart.missing_minutes), &[("amount", &integer(minutes, language))])
        };
        text.push(' ');
        text.push_str(&missing);
        text.push('.');
    }
    text
}
