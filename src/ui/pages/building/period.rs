//! The period control: links and a form, so that it works before and without scripts.

use super::{breadcrumb::Breadcrumb, links::Links, series_name};
use crate::{
    domain::time::{LocalDay, Period, PeriodKind},
    i18n::*,
    ui::{
        fill::fill,
        format::{period_label, period_label_short, use_language},
        period_text::kind_name,
    },
    views::building::{BuildingView, CUSTOM},
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn PeriodBar(view: BuildingView, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let label = period_label(view.period, language);
    let kinds = PeriodKind::ALL.map(|kind| {
        let current = (kind == view.period.kind).then_some("true");
        view! {
            <li>
                <a href=links.kind(kind) aria-current=current>
                    {kind_name(locale, kind)}
                </a>
            </li>
        }
    });
    view! {
        <Breadcrumb period=view.period links />
        <nav class="period" aria-label=td_string!(locale, building.period.label)>
            <div class="steps-of-time">
                <Step to=view.previous links forward=false />
                <span class="label">{label}</span>
                <Step to=view.next links forward=true />
                <a class="now" href=links.today()>
                    {td_string!(locale, building.period.today)}
                </a>
            </div>
            <ul class="kinds" aria-label=td_string!(locale, building.period.kind)>
                {kinds.collect_view()}
            </ul>
            <Span period=view.period today=view.today links />
            <Series view=view.clone() links />
            <Meter view links />
        </nav>
    }
}

/// ‹ or ›; without a period to go to it stays, disabled, and says why.
#[component]
fn Step(to: Option<Period>, links: Links, forward: bool) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let sign = if forward { "›" } else { "‹" };
    let rel = if forward { "next" } else { "prev" };
    match to {
        Some(to) => {
            let period = period_label_short(to, language);
            let label = if forward {
                fill(td_string!(locale, building.period.next), &[("period", &period)])
            } else {
                fill(td_string!(locale, building.period.previous), &[("period", &period)])
            };
            let title = label.clone();
            Either::Left(view! {
                <a class="step" rel=rel href=links.period(to) aria-label=label title=title>
                    {sign}
                </a>
            })
        }
        None => {
            let reason = if forward {
                td_string!(locale, building.period.no_next)
            } else {
                td_string!(locale, building.period.no_previous)
            };
            Either::Right(view! {
                <a class="step" role="link" aria-disabled="true" aria-label=reason title=reason>
                    {sign}
                </a>
            })
        }
    }
}

/// Any days, from one to another.
#[component]
fn Span(period: Period, today: LocalDay, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let current = matches!(period.kind, PeriodKind::Span(_)).then_some("true");
    let (first, last, most) = (period.first.to_string(), period.last().min(today).to_string(), today.to_string());
    let kept = links.kept().into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <details class="span">
            <summary aria-current=current>{td_string!(locale, building.period.custom)}</summary>
            <form method="get" action=links.page()>
                <input type="hidden" name="p" value=CUSTOM />
                {kept.collect_view()}
                <label>
                    {td_string!(locale, building.period.from)}
                    <input type="date" name="d" value=first max=most.clone() required />
                </label>
                <label>
                    {td_string!(locale, building.period.to)}
                    <input type="date" name="e" value=last max=most required />
                </label>
                <button type="submit">{td_string!(locale, building.period.show)}</button>
            </form>
        </details>
    }
}

/// Consumption or production, where there are both.
#[component]
fn Series(view: BuildingView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let choice = |kind| {
        let current = (kind == view.series).then_some("true");
        view! {
            <li>
                <a href=links.series(kind) aria-current=current>
                    {series_name(locale, kind)}
                </a>
            </li>
        }
    };
    let choices: Vec<_> = view.series_available.iter().copied().map(choice).collect();
    (choices.len() > 1).then(|| {
        view! { <ul class="kinds" aria-label=td_string!(locale, building.period.series)>{choices}</ul> }
    })
}

/// The whole building or one meter, where there are several.
#[component]
fn Meter(view: BuildingView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let several = view.meters.len() > 1 || view.meter.is_some();
    let whole = td_string!(locale, building.period.whole).to_owned();
    let meters = view.meters.iter().map(|card| {
        let name = if card.label.is_empty() { card.number.clone() } else { card.label.clone() };
        (Some(card.id), name)
    });
    let choices: Vec<_> = std::iter::once((None, whole))
        .chain(meters)
        .map(|(meter, name)| {
            let current = (meter == view.meter).then_some("true");
            view! {
                <li>
                    <a href=links.meter(meter) aria-current=current>
                        {name}
                    </a>
                </li>
            }
        })
        .collect();
    several.then(|| view! { <ul class="kinds" aria-label=td_string!(locale, building.period.meter)>{choices}</ul> })
}
