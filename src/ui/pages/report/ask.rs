//! Which period, in which language: a form that asks the same page again, so that every choice can be linked.

use super::fields::ReportFields;
use crate::{
    domain::time::Period,
    i18n::*,
    ui::{
        fill::fill,
        format::{period_label, period_label_short, use_language},
    },
    views::report::ReportPreview,
};
use leptos::{either::Either, prelude::*};

/// The address of a builder.
fn address(view: &ReportPreview, period: Period) -> String {
    let (building, kind, language) = (view.building, period.kind.as_str(), view.page.language.as_str());
    format!("/buildings/{building}/report?p={kind}&d={period}&lang={language}")
}

#[component]
pub(super) fn Ask(view: ReportPreview) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    // The day that the period is looked up by: its own, as far as there are any data.
    let day = view.earliest.map_or(view.period.first, |earliest| earliest.max(view.period.first)).min(view.today);
    view! {
        <nav class="period report-period" aria-label=td_string!(locale, reports.period)>
            <div class="steps-of-time">
                <Step to=view.previous view=view.clone() forward=false />
                <span class="label">{period_label(view.period, language)}</span>
                <Step to=view.next view=view.clone() forward=true />
            </div>
        </nav>
        <form class="report-ask" method="get" action=format!("/buildings/{}/report", view.building)>
            <ReportFields kind=view.period.kind day=Some(day) first=view.earliest last=view.today language=view.page.language />
            <button>{td_string!(locale, reports.show)}</button>
        </form>
    }
}

/// ‹ or ›; without a period to go to it stays, disabled, and says why.
#[component]
fn Step(to: Option<Period>, view: ReportPreview, forward: bool) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let (sign, rel) = if forward { ("›", "next") } else { ("‹", "prev") };
    let (text, no_text) = if forward {
        (td_string!(locale, building.period.next), td_string!(locale, building.period.no_next))
    } else {
        (td_string!(locale, building.period.previous), td_string!(locale, building.period.no_previous))
    };
    match to {
        Some(to) => {
            let label = fill(text, &[("period", &period_label_short(to, language))]);
            let title = label.clone();
            Either::Left(view! {
                <a class="step" rel=rel href=address(&view, to) aria-label=label title=title>
                    {sign}
                </a>
            })
        }
        None => Either::Right(view! {
            <a class="step" role="link" aria-disabled="true" aria-label=no_text title=no_text>
                {sign}
            </a>
        }),
    }
}
