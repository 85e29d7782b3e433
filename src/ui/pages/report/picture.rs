//! The pictures of a report, drawn as on the other pages.

use crate::{
    charts::svg::{ChartLabels, FingerprintSize, chart, fingerprint},
    domain::time::LocalDay,
    views::{
        building::{ChartKind, ChartView, Slot, SlotState, Worth},
        format::Language,
        report::{Picture, ReportMonth},
        shared::{ComparedWith, WallTime},
    },
};
use leptos::prelude::*;

/// Seconds of a day without a clock change: bars of months only need to know which is longer.
const DAY: i64 = 86_400;

/// A picture with the words that stand for it.
#[component]
pub(super) fn Drawing(picture: Picture, text: String, language: Language, large: bool) -> impl IntoView {
    match picture {
        Picture::Fingerprint(print) if large => {
            let drawing = fingerprint(&print, &text, FingerprintSize::Large(language));
            view! { <div class="fingerprint-large" inner_html=drawing></div> }.into_any()
        }
        Picture::Fingerprint(print) => {
            let drawing = fingerprint(&print, &text, FingerprintSize::Small);
            view! { <span class="fingerprint-box" inner_html=drawing></span> }.into_any()
        }
        Picture::Months(months) => {
            let drawing = chart(&of_months(&months), &ChartLabels { title: text, language });
            view! {
                <div class="chart-box">
                    <div class="still" inner_html=drawing></div>
                </div>
            }
            .into_any()
        }
    }
}

fn of_months(months: &[ReportMonth]) -> ChartView {
    let chart = ChartView::new(ChartKind::Months, months.iter().map(slot).collect());
    ChartView { compared: ComparedWith::LastYear, ..chart }
}

fn slot(of: &ReportMonth) -> Slot {
    let days = of.month.days().count();
    let whole = usize::try_from(of.days_whole).is_ok_and(|whole| whole == days);
    let midnight = |day: LocalDay| WallTime { day, hour: 0, minute: 0, zone_mark: String::new() };
    Slot {
        start: midnight(of.month.first),
        end: midnight(of.month.end()),
        seconds: i64::try_from(days).unwrap_or_default() * DAY,
        value: of.energy,
        compared: of.last_year,
        worth: Worth::default(),
        forecast: None,
        usual: None,
        alert: None,
        state: match of.energy {
            None => SlotState::Missing,
            Some(_) if whole => SlotState::Measured,
            Some(_) => SlotState::Partial,
        },
        quiet: false,
        opens: None,
    }
}
