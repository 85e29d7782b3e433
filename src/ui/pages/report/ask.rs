//! Which period, in which language: a form that asks the same page again, so that every choice can be linked.

use crate::{
    domain::time::{Period, PeriodKind},
    i18n::*,
    ui::{
        fill::fill,
        format::{Language, period_label, period_label_short, use_language},
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
    let kinds = [PeriodKind::Week, PeriodKind::Month, PeriodKind::Year].map(|kind| {
        view! { <option value=kind.as_str() selected=kind == view.period.kind>{kind_name(locale, kind)}</option> }
    });
    let languages = Language::ALL.map(|of| {
        view! { <option value=of.as_str() lang=of.as_str() selected=of == view.page.language>{own_name(of)}</option> }
    });
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
            <p>
                <label for="kind">{td_string!(locale, reports.kind)}</label>
                <select id="kind" name="p">{kinds.collect_view()}</select>
            </p>
            <p>
                <label for="day">{td_string!(locale, reports.day)}</label>
                <input
                    id="day"
                    name="d"
                    type="date"
                    required
                    value=day.to_string()
                    min=view.earliest.map(|day| day.to_string())
                    max=view.today.to_string()
                />
            </p>
            <p>
                <label for="report-language">{td_string!(locale, reports.language)}</label>
                <select id="report-language" name="lang">{languages.collect_view()}</select>
            </p>
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

/// What a kind of period is called.
pub(in crate::ui::pages) fn kind_name(locale: Locale, kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day | PeriodKind::Span(_) => td_string!(locale, building.period.day),
        PeriodKind::Week => td_string!(locale, building.period.week),
        PeriodKind::Month => td_string!(locale, building.period.month),
        PeriodKind::Year => td_string!(locale, building.period.year),
    }
}

/// A language in its own words.
pub(in crate::ui::pages) fn own_name(language: Language) -> &'static str {
    match language {
        Language::Fr => "Français",
        Language::Nl => "Nederlands",
        Language::En => "English",
    }
}
