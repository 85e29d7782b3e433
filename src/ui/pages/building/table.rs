//! The numbers of a chart as a table.

use super::links::Links;
use crate::{
    domain::units::Joules,
    i18n::*,
    ui::format::{Language, capitalised, clock, date, energy, mean_power, period_label, use_language},
    views::{
        amount::Measure,
        building::{ChartKind, ChartView, Slot, SlotState},
        shared::ComparedWith,
    },
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn SlotTable(chart: ChartView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let with_usual = chart.slots.iter().any(|slot| slot.usual.is_some());
    let usual =
        with_usual.then(|| view! { <th scope="col" class="number">{td_string!(locale, building.table.usual)}</th> });
    let with_forecast = chart.slots.iter().any(|slot| slot.forecast.is_some());
    let forecast = with_forecast
        .then(|| view! { <th scope="col" class="number">{td_string!(locale, building.forecast.word)}</th> });
    let value = match (chart.kind, chart.measure) {
        (ChartKind::LoadCurve, _) => td_string!(locale, building.table.power),
        (_, Measure::Energy) => td_string!(locale, building.table.value),
        (_, Measure::Cost) => td_string!(locale, building.table.cost),
        (_, Measure::Carbon) => td_string!(locale, building.table.carbon),
    };
    let compared = match chart.compared {
        ComparedWith::Previous => td_string!(locale, building.table.compared),
        ComparedWith::LastYear => td_string!(locale, building.table.year_before),
    };
    let columns = Columns { with_usual, with_forecast };
    let row = |of: &Slot| view! { <Row of=of.clone() chart=&chart columns links /> };
    let rows: Vec<_> = chart.slots.iter().map(row).collect();
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{td_string!(locale, building.table.slot)}</th>
                    <th scope="col" class="number">{value}</th>
                    {forecast}
                    <th scope="col" class="number">{compared}</th>
                    {usual}
                    <th scope="col">{td_string!(locale, building.table.state)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The columns that not every chart has.
#[derive(Clone, Copy)]
struct Columns {
    with_usual: bool,
    with_forecast: bool,
}

#[component]
fn Row<'a>(of: Slot, chart: &'a ChartView, columns: Columns, links: Links) -> impl IntoView + use<> {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let quantity = |value: Option<i64>| match (value, chart.kind) {
        (None, _) => "–".to_owned(),
        (Some(value), ChartKind::LoadCurve) => mean_power(Joules(value), of.seconds, language),
        (Some(value), ChartKind::Days | ChartKind::Months) => chart.measure.write(value, language),
    };
    let usual = columns.with_usual.then(|| {
        let range = of.usual.map(|usual| [usual.low, usual.high].map(|bound| quantity(Some(bound.0))).join(" – "));
        view! { <td class="number">{range.unwrap_or_else(|| "–".to_owned())}</td> }
    });
    let forecast = columns.with_forecast.then(|| {
        let text = of.forecast.map_or("–".to_owned(), |value| energy(value, language));
        view! { <td class="number">{text}</td> }
    });
    let (value, compared) = (quantity(chart.value(&of)), quantity(chart.compared(&of)));
    let name = name(&of, chart.kind, language);
    let name = match of.opens {
        Some(to) => Either::Left(view! { <a href=links.period(to)>{name}</a> }),
        None => Either::Right(name),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{value}</td>
            {forecast}
            <td class="number">{compared}</td>
            {usual}
            <td>{state_name(locale, of.state, chart.measure)}</td>
        </tr>
    }
}

fn name(slot: &Slot, kind: ChartKind, language: Language) -> String {
    match kind {
        ChartKind::LoadCurve => {
            format!("{} {}–{}", date(slot.start.day, language), clock(&slot.start), clock(&slot.end))
        }
        ChartKind::Days => date(slot.start.day, language),
        ChartKind::Months => slot
            .opens
            .map_or_else(|| date(slot.start.day, language), |month| capitalised(&period_label(month, language))),
    }
}

fn state_name(locale: Locale, state: SlotState, measure: Measure) -> &'static str {
    match state {
        SlotState::Measured => td_string!(locale, building.state.measured),
        SlotState::Estimated => td_string!(locale, building.state.estimated),
        SlotState::Partial => td_string!(locale, building.state.partial),
        SlotState::Worthless if measure == Measure::Carbon => td_string!(locale, building.state.no_factor),
        SlotState::Worthless => td_string!(locale, building.state.no_price),
        SlotState::Missing => td_string!(locale, building.state.missing),
        SlotState::Future => td_string!(locale, building.state.future),
    }
}
