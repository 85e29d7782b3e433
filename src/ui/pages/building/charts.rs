//! The charts of the period, each with its words and its table. The arrow keys change the period while one has focus.

use super::{
    links::Links,
    sentence, series_name,
    table::SlotTable,
    unit::{Footnotes, NoFigure, Units},
};
use crate::{
    domain::{series::SeriesKind, time::Period},
    i18n::*,
    ui::{
        components::Chart,
        fill::fill,
        format::{date_long, integer, language_of, period_label, use_language},
    },
    views::{
        amount::Measure,
        building::{BuildingView, ChartKind, ChartView},
    },
};
use leptos::prelude::*;

#[component]
pub(super) fn Charts(view: BuildingView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let neighbour = |period: Option<Period>| period.map(|period| links.period(period));
    let (before, after) = (neighbour(view.previous), neighbour(view.next));
    // What is produced has no price of its own.
    let switch = (view.series == SeriesKind::ElectricityConsumption).then_some(view.measure);
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
            {switch.map(|measure| view! { <Units measure links /> })}
            <NoFigure view=view.clone() links />
            {charts}
            <Footnotes view links />
        </div>
    }
}

#[component]
fn One(view: BuildingView, index: usize, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let chart = view.charts.get(index).cloned()?;
    let heading = format!("{} – {}", heading(locale, &chart), series_name(locale, view.series));
    let notes = [missing(&chart, locale), no_longer_kept(&chart, locale), subscribed(&chart, locale)];
    let note = notes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let summary = format!("{} {note}", sentence::of_period(&view, locale, language));
    let opens = chart.slots.iter().map(|slot| slot.opens.map(|to| links.period(to)).unwrap_or_default()).collect();
    let shown = period_label(view.period, language);
    let compared = compared(&view, &chart).map(|other| period_label(other, language));
    let options = links.chart(index);
    Some(view! {
        <Chart heading summary note view=chart.clone() options shown compared opens>
            <SlotTable chart links />
        </Chart>
    })
}

/// The period of the lighter line, when there is one.
fn compared(view: &BuildingView, chart: &ChartView) -> Option<Period> {
    chart.slots.iter().any(|slot| chart.compared(slot).is_some()).then(|| chart.compared.of(view.period))
}

fn heading(locale: Locale, chart: &ChartView) -> &'static str {
    match (chart.kind, chart.measure) {
        (ChartKind::LoadCurve, _) => td_string!(locale, building.chart.curve),
        (ChartKind::Days, Measure::Energy) => td_string!(locale, building.chart.days),
        (ChartKind::Months, Measure::Energy) => td_string!(locale, building.chart.months),
        (ChartKind::Days, Measure::Cost) => td_string!(locale, building.chart.days_cost),
        (ChartKind::Months, Measure::Cost) => td_string!(locale, building.chart.months_cost),
        (ChartKind::Days, Measure::Carbon) => td_string!(locale, building.chart.days_carbon),
        (ChartKind::Months, Measure::Carbon) => td_string!(locale, building.chart.months_carbon),
    }
}

/// The subscribed power, for a curve that stays far below it as well.
fn subscribed(chart: &ChartView, locale: Locale) -> Option<String> {
    Some(fill(td_string!(locale, building.chart.subscribed), &[("kva", &chart.subscribed_kva?)]))
}

/// How much of the elapsed time has no value.
fn missing(chart: &ChartView, locale: Locale) -> Option<String> {
    let language = language_of(locale);
    let minutes = chart.missing_seconds / 60;
    let (text, amount) = match minutes {
        0 => return None,
        60 => (td_string!(locale, building.chart.missing_hour), 1),
        _ if minutes % 60 == 0 => (td_string!(locale, building.chart.missing_hours), minutes / 60),
        _ => (td_string!(locale, building.chart.missing_minutes), minutes),
    };
    Some(format!("{}.", fill(text, &[("amount", &integer(amount, language))])))
}

/// That the curve begins before what is kept of it.
fn no_longer_kept(chart: &ChartView, locale: Locale) -> Option<String> {
    let day = date_long(chart.kept_from?, language_of(locale));
    Some(fill(td_string!(locale, building.chart.kept_from), &[("day", &day)]))
}
