//! What a rule would have raised: how many a month and how grave, and on which days.

use crate::{
    domain::{anomaly::Severity, rule::RuleKind},
    i18n::*,
    ui::{
        alert_text::quantity,
        components::SeverityBadge,
        fill::fill,
        format::{date, fixed, integer, locale_of, period_label, use_language},
        pages::notifications::words::severity,
    },
    views::rules::{MonthCounts, PreviewDay, PreviewView},
};
use leptos::{either::Either, prelude::*};

/// Days of a month, in hundredths.
const MONTH: u64 = 3_044;
/// Of the bars, in pixels.
const WIDTH: u32 = 120;

#[component]
pub(super) fn Preview(view: PreviewView, kind: RuleKind) -> impl IntoView {
    let locale = locale_of(use_language());
    let body = if view.meters == 0 {
        Either::Left(view! { <p class="notice">{td_string!(locale, rules.preview_none)}</p> })
    } else {
        Either::Right(view! { <Found view kind /> })
    };
    view! {
        <section id="preview" class="part" aria-labelledby="preview-title">
            <h2 id="preview-title">{td_string!(locale, rules.preview_title)}</h2>
            {body}
        </section>
    }
}

#[component]
fn Found(view: PreviewView, kind: RuleKind) -> impl IntoView {
    let language = use_language();
    let locale = locale_of(language);
    let number = |number: u32| integer(i64::from(number), language);
    let cut = (view.meters < view.meters_in_scope).then(|| {
        let counts = (number(view.meters), number(view.meters_in_scope));
        let text = fill(td_string!(locale, rules.preview_cut), &[("meters", &counts.0), ("all", &counts.1)]);
        view! { <p class="notice warning">{text}</p> }
    });
    let limits = match kind {
        RuleKind::Silent => Some(td_string!(locale, rules.preview_silent)),
        RuleKind::ConsentEnding => Some(td_string!(locale, rules.preview_consent)),
        _ => None,
    };
    let days = (!view.days.is_empty()).then(|| view! { <Days days=view.days.clone() all=view.typed.total() /> });
    view! {
        <p class="lead">{sum(&view, locale)}</p>
        {rate(&view).map(|rate| {
            let rate = fixed(i128::from(rate), 1, language);
            view! { <p>{fill(td_string!(locale, rules.preview_rate), &[("rate", &rate)])}</p> }
        })}
        <p>
            {fill(
                td_string!(locale, rules.preview_told),
                &[("typed", &number(view.typed.told)), ("now", &number(view.now.told))],
            )}
        </p>
        {cut}
        <Months view=view.clone() />
        {days}
        <p class="hint">{td_string!(locale, rules.preview_basis)} " " {limits}</p>
    }
}

/// How many with the typed values, how many with the rule of now, over what.
fn sum(view: &PreviewView, locale: Locale) -> String {
    let language = use_language();
    let of = |count: u32, none: &str, one: &'static str, many: &'static str| match count {
        0 => none.to_owned(),
        1 => one.to_owned(),
        _ => fill(many, &[("count", &integer(i64::from(count), language))]),
    };
    let (none, one, many) = (
        td_string!(locale, rules.alert_none),
        td_string!(locale, rules.alert_one),
        td_string!(locale, rules.alert_many),
    );
    let alerts = |count| of(count, none, one, many);
    let meters = of(view.meters, "", td_string!(locale, rules.meter_one), td_string!(locale, rules.meter_many));
    let (first, last) = (date(view.first, language), date(view.last, language));
    let (typed, now) = (alerts(view.typed.total()), alerts(view.now.total()));
    let values: [(&str, &dyn std::fmt::Display); 5] =
        [("first", &first), ("last", &last), ("meters", &meters), ("typed", &typed), ("now", &now)];
    fill(td_string!(locale, rules.preview_sum), &values)
}

/// Alerts per month and meter in tenths; `None` where less than a month is known, which says nothing.
fn rate(view: &PreviewView) -> Option<u64> {
    let (alerts, days) = (u64::from(view.typed.total()), u64::from(view.meter_days));
    (days * 100 >= MONTH).then(|| (alerts * MONTH + days * 5) / (days * 10))
}

#[component]
fn Months(view: PreviewView) -> impl IntoView {
    let language = use_language();
    let locale = locale_of(language);
    let most = view.typed.months.iter().map(MonthCounts::total).max().unwrap_or_default().max(1);
    let number = move |number: u32| integer(i64::from(number), language);
    let rows = view.typed.months.into_iter().zip(view.now.months).map(|(typed, now)| {
        view! {
            <tr>
                <th scope="row">{period_label(typed.month, language)}</th>
                <td class="number">{number(typed.minor)}</td>
                <td class="number">{number(typed.major)}</td>
                <td class="number">{number(typed.critical)}</td>
                <td class="number">{number(typed.total())}</td>
                <td aria-hidden="true" inner_html=bar(&typed, most)></td>
                <td class="number">{number(now.total())}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <h3>{td_string!(locale, rules.by_month)}</h3>
        <div class="scroll" tabindex="0" role="group" aria-label=td_string!(locale, rules.by_month)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, rules.month)}</th>
                        <th scope="col" class="number">{severity(Severity::Minor, locale)}</th>
                        <th scope="col" class="number">{severity(Severity::Major, locale)}</th>
                        <th scope="col" class="number">{severity(Severity::Critical, locale)}</th>
                        <th scope="col" class="number">{td_string!(locale, rules.total)}</th>
                        <td aria-hidden="true"></td>
                        <th scope="col" class="number">{td_string!(locale, rules.total_now)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A bar of a month, its parts by severity; the numbers stand beside it.
fn bar(counts: &MonthCounts, most: u32) -> String {
    let mut left = 0;
    let parts = [("minor", counts.minor), ("major", counts.major), ("critical", counts.critical)];
    let rects = parts.map(|(class, count)| {
        let width = count * WIDTH / most;
        let rect = format!(r#"<rect class="{class}" x="{left}" width="{width}" height="12"/>"#);
        left += width;
        rect
    });
    format!(r#"<svg class="severities" width="{WIDTH}" height="12">{}</svg>"#, rects.concat())
}

#[component]
fn Days(days: Vec<PreviewDay>, all: u32) -> impl IntoView {
    let language = use_language();
    let locale = locale_of(language);
    let shown = u32::try_from(days.len()).unwrap_or(u32::MAX);
    let cut = (shown < all).then(|| {
        let text = fill(td_string!(locale, rules.days_cut), &[("count", &integer(i64::from(shown), language))]);
        view! { <p class="hint">{text}</p> }
    });
    view! {
        <h3>{td_string!(locale, rules.days)}</h3>
        {cut}
        <div class="scroll" tabindex="0" role="group" aria-label=td_string!(locale, rules.days)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, rules.day)}</th>
                        <th scope="col">{td_string!(locale, rules.place)}</th>
                        <th scope="col">{td_string!(locale, rules.severity)}</th>
                        <th scope="col" class="number">{td_string!(locale, rules.value)}</th>
                        <th scope="col" class="number">{td_string!(locale, rules.expected)}</th>
                        <th scope="col">{td_string!(locale, rules.told)}</th>
                    </tr>
                </thead>
                <tbody>{days.into_iter().map(|day| view! { <Day day /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Day(day: PreviewDay) -> impl IntoView {
    let language = use_language();
    let locale = locale_of(language);
    let address = format!("/buildings/{}?p=day&d={}&m={}", day.building, day.day, day.meter);
    let told = if day.told { td_string!(locale, rules.yes) } else { td_string!(locale, rules.no) };
    view! {
        <tr>
            <th scope="row"><a href=address>{date(day.day, language)}</a></th>
            <td>{day.building_name} " – " {day.meter_name}</td>
            <td><SeverityBadge severity=day.severity /></td>
            <td class="number">{quantity(locale, day.value, language)}</td>
            <td class="number">{quantity(locale, day.expected, language)}</td>
            <td>{told}</td>
        </tr>
    }
}
