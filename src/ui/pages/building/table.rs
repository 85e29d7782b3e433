//! The numbers of a chart as a table.

use super::links::Links;
use crate::{
    i18n::*,
    ui::format::{Language, clock, date, energy, mean_power, period_label, use_language},
    views::building::{ChartKind, ChartView, Slot, SlotState},
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn SlotTable(chart: ChartView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let kind = chart.kind;
    let with_usual = chart.slots.iter().any(|slot| slot.usual.is_some());
    let usual =
        with_usual.then(|| view! { <th scope="col" class="number">{td_string!(locale, building.table.usual)}</th> });
    let value = if kind == ChartKind::LoadCurve {
        td_string!(locale, building.table.power)
    } else {
        td_string!(locale, building.table.value)
    };
    let rows: Vec<_> = chart.slots.into_iter().map(|of| view! { <Row of kind links with_usual /> }).collect();
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{td_string!(locale, building.table.slot)}</th>
                    <th scope="col" class="number">{value}</th>
                    <th scope="col" class="number">{td_string!(locale, building.table.compared)}</th>
                    {usual}
                    <th scope="col">{td_string!(locale, building.table.state)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Row(of: Slot, kind: ChartKind, links: Links, with_usual: bool) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let quantity = |value: Option<_>| match (value, kind) {
        (None, _) => "–".to_owned(),
        (Some(value), ChartKind::LoadCurve) => mean_power(value, of.seconds, language),
        (Some(value), ChartKind::Days | ChartKind::Months) => energy(value, language),
    };
    let usual = with_usual.then(|| {
        let range = of.usual.map(|usual| format!("{} – {}", quantity(Some(usual.low)), quantity(Some(usual.high))));
        view! { <td class="number">{range.unwrap_or_else(|| "–".to_owned())}</td> }
    });
    let name = name(&of, kind, language);
    let name = match of.opens {
        Some(to) => Either::Left(view! { <a href=links.period(to)>{name}</a> }),
        None => Either::Right(name),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{quantity(of.value)}</td>
            <td class="number">{quantity(of.compared)}</td>
            {usual}
            <td>{state_name(locale, of.state)}</td>
        </tr>
    }
}

fn name(slot: &Slot, kind: ChartKind, language: Language) -> String {
    match kind {
        ChartKind::LoadCurve => {
            format!("{} {}–{}", date(slot.start.day, language), clock(&slot.start), clock(&slot.end))
        }
        ChartKind::Days => date(slot.start.day, language),
        ChartKind::Months => slot.opens.map_or_else(
            || date(slot.start.day, language),
            |month| super::sentence::capitalised(&period_label(month, language)),
        ),
    }
}

fn state_name(locale: Locale, state: SlotState) -> &'static str {
    match state {
        SlotState::Measured => td_string!(locale, building.state.measured),
        SlotState::Estimated => td_string!(locale, building.state.estimated),
        SlotState::Partial => td_string!(locale, building.state.partial),
        SlotState::Missing => td_string!(locale, building.state.missing),
        SlotState::Future => td_string!(locale, building.state.future),
    }
}
