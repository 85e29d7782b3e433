//! A chart: words, then the picture drawn on the server, then the same numbers as a table.
//!
//! The picture needs no script. Once it is visible, `charts/browser/bridge.js` fetches the options from `options` and
//! draws over it in the same box; a click opens what `opens` says for the slot.

use crate::{
    charts::svg::{ChartLabels, chart},
    i18n::*,
    ui::format::use_language,
    views::building::{ChartView, SlotState},
};
use leptos::prelude::*;

/// A figure with heading, summary, key, picture and table.
#[component]
pub fn Chart(
    /// What it is.
    #[prop(into)]
    heading: String,
    /// What it says, in one sentence; also the picture's text alternative.
    #[prop(into)]
    summary: String,
    /// What is drawn.
    view: ChartView,
    /// Address of the ECharts options.
    #[prop(into)]
    options: String,
    /// For each slot the address that a click opens, empty for none; leave out when nothing opens.
    #[prop(optional)]
    opens: Vec<String>,
    /// Name of what is shown, for the key: "novembre 2026".
    #[prop(into)]
    shown: String,
    /// Name of what it is compared with.
    #[prop(optional)]
    compared: Option<String>,
    /// The table with the same numbers.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let svg = chart(&view, &ChartLabels { title: summary.clone(), language: use_language() });
    let compared = compared.filter(|_| view.slots.iter().any(|slot| slot.compared.is_some()));
    let some = |state: SlotState| view.slots.iter().any(|slot| slot.state == state);
    let estimated = some(SlotState::Estimated).then(|| tu_string!(i18n, common.key_estimated).to_string());
    let missing = (some(SlotState::Missing) || some(SlotState::Partial))
        .then(|| tu_string!(i18n, common.key_missing).to_string());
    let opens = (!opens.is_empty()).then(|| {
        opens.iter().map(|address| if address.is_empty() { "-" } else { address }).collect::<Vec<_>>().join(" ")
    });
    view! {
        <figure class="chart-figure">
            <figcaption>
                <h2>{heading}</h2>
                <p class="summary">{summary}</p>
            </figcaption>
            <ul class="key">
                {[("shown", Some(shown)), ("compared", compared), ("estimated", estimated), ("missing", missing)]
                    .into_iter()
                    .filter_map(|(class, name)| name.map(|name| view! { <li class=class>{name}</li> }))
                    .collect_view()}
            </ul>
            <div class="chart-box">
                <div class="still" inner_html=svg></div>
                <div class="live" aria-hidden="true" data-chart=options data-opens=opens></div>
            </div>
            <details class="table-toggle">
                <summary>{tu_string!(i18n, common.table)}</summary>
                <div class="scroll" tabindex="0" role="group" aria-label=tu_string!(i18n, common.table)>{children()}</div>
            </details>
        </figure>
    }
}
