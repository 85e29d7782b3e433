//! A chart: words, then the picture drawn on the server, then the same numbers as a table.
//!
//! The picture needs no script. Once it is visible, `charts/browser/bridge.js` fetches the options from `options` and
//! draws over it in the same box; a click opens what `opens` says for the slot.

use crate::{
    charts::svg::{ChartLabels, chart, limit},
    i18n::*,
    ui::format::use_language,
    views::building::{ChartView, Slot, SlotState},
};
use leptos::prelude::*;

/// A figure with heading, note, key, picture and table.
#[component]
pub fn Chart(
    /// What it is.
    #[prop(into)]
    heading: String,
    /// What it says, in one sentence: the picture's text alternative.
    #[prop(into)]
    summary: String,
    /// What only the chart says, such as how much is missing; empty for nothing.
    #[prop(into)]
    note: String,
    /// What is drawn.
    view: ChartView,
    /// Address of the ECharts options.
    #[prop(into)]
    options: String,
    /// Name of what is shown, for the key: "novembre 2026".
    #[prop(into)]
    shown: String,
    /// Name of what it is compared with.
    compared: Option<String>,
    /// For each slot the address that a click opens, empty for none.
    opens: Vec<String>,
    /// The table with the same numbers.
    children: Children,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let drawing = chart(&view, &ChartLabels { title: summary, language: use_language() });
    let opens =
        opens.iter().map(|address| if address.is_empty() { "-" } else { address }).collect::<Vec<_>>().join(" ");
    view! {
        <figure class="chart-figure">
            <figcaption>
                <h2>{heading}</h2>
                {(!note.is_empty()).then(|| view! { <p class="note">{note}</p> })}
            </figcaption>
            <Key view shown compared />
            <div class="chart-box">
                <div class="still" inner_html=drawing></div>
                <div class="live" aria-hidden="true" data-chart=options data-opens=opens></div>
            </div>
            <details class="table-toggle">
                <summary>{td_string!(locale, common.table)}</summary>
                <div class="scroll" tabindex="0" role="group" aria-label=td_string!(locale, common.table)>{children()}</div>
            </details>
        </figure>
    }
}

/// What the shapes mean, only those that occur.
#[component]
fn Key(view: ChartView, shown: String, compared: Option<String>) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let any = |wanted: fn(&Slot) -> bool| view.slots.iter().any(wanted);
    let word = |there: bool, word: &'static str| there.then(|| word.to_owned());
    let worthless = any(|slot| slot.state == SlotState::Worthless);
    let incomplete = worthless || any(|slot| matches!(slot.state, SlotState::Missing | SlotState::Partial));
    let watts = view.slots.iter().filter_map(|slot| Some(slot.value?.mean_watts(slot.seconds))).fold(0.0, f64::max);
    let drawn_limit = limit(&view, watts).is_some();
    let entries = [
        ("shown", Some(shown)),
        ("compared", compared),
        ("forecast", word(any(|slot| slot.forecast.is_some()), td_string!(locale, common.key_forecast))),
        ("limit", word(drawn_limit, td_string!(locale, common.key_limit))),
        ("usual", word(any(|slot| slot.usual.is_some()), td_string!(locale, common.key_usual))),
        ("estimated", word(any(|slot| slot.state == SlotState::Estimated), td_string!(locale, common.key_estimated))),
        ("missing", word(incomplete, td_string!(locale, common.key_missing))),
        ("alert", word(any(|slot| slot.alert.is_some()), td_string!(locale, common.key_alert))),
    ];
    let entries = entries.into_iter().filter_map(|(class, name)| Some(view! { <li class=class>{name?}</li> }));
    view! { <ul class="key">{entries.collect_view()}</ul> }
}
