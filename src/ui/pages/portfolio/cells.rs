//! The cells that say more than one figure.

use crate::{
    domain::anomaly::Severity,
    i18n::*,
    ui::{
        components::{SeverityBadge, change_words},
        fill::fill,
        format::{day_month, energy, percent, period_label, use_language},
    },
    views::{portfolio::PortfolioRow, shared::QualityCounts},
};
use chrono::Datelike;
use leptos::prelude::*;

/// The month so far against the same days of last year, with the number of days that are compared.
#[component]
pub(super) fn MonthCell(row: PortfolioRow) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let total = match row.month_total {
        Some(total) => energy(total, language),
        None => tu_string!(i18n, portfolio.no_month).to_string(),
    };
    let title = period_label(row.month, language);
    let (change, base) = against_last_year(&row, i18n.get_locale_untracked());
    view! {
        <span class="figure" title=title>{total}</span>
        " "
        {change.map(|change| view! { <span class="change">{change}</span> })}
        " "
        <span class="under">{base}</span>
    }
}

/// "12 % de moins", "qu'aux 18 mêmes jours de 2025".
fn against_last_year(row: &PortfolioRow, locale: Locale) -> (Option<String>, String) {
    let year = row.month.first.year() - 1;
    let known = row.last_year.as_ref().and_then(|comparison| Some((comparison.percent?, comparison.days)));
    let Some((value, days)) = known else {
        return (None, fill(td_string!(locale, portfolio.no_last_year), &[("year", &year)]));
    };
    let change = change_words(locale, value, 0);
    let base = match (&change, days) {
        (Some(_), 1) => td_string!(locale, portfolio.than_last_year_one),
        (Some(_), _) => td_string!(locale, portfolio.than_last_year),
        (None, 1) => td_string!(locale, portfolio.same_last_year_one),
        (None, _) => td_string!(locale, portfolio.same_last_year),
    };
    (change, fill(base, &[("days", &days), ("year", &year)]))
}

/// Open alerts, the gravest first.
#[component]
pub(super) fn AlertsCell(row: PortfolioRow) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let counts = row.alerts;
    let shown =
        [(Severity::Critical, counts.critical), (Severity::Major, counts.major), (Severity::Minor, counts.minor)];
    let badges = shown.into_iter().filter(|(_, count)| *count > 0);
    let none =
        (counts.total() == 0).then(|| view! { <span class="under">{tu_string!(i18n, portfolio.no_alert)}</span> });
    let day = row.gravest_day.map(|day| {
        let text = fill(tu_string!(i18n, portfolio.latest), &[("day", &day_month(day, language))]);
        view! { <span class="under">{text}</span> }
    });
    view! {
        {badges.map(|(severity, count)| view! { <SeverityBadge severity count /> }).collect_view()}
        {none}
        {day}
    }
}

/// The part of the days that is wholly known, and what is wrong with the rest.
#[component]
pub(super) fn QualityCell(quality: QualityCounts, meters: u32) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let meters = match meters {
        0 => tu_string!(i18n, portfolio.no_meters).to_string(),
        1 => tu_string!(i18n, portfolio.meter).to_string(),
        count => fill(tu_string!(i18n, portfolio.meters), &[("count", &count)]),
    };
    // Rounded down: a hundred per cent means every day.
    let part = (quality.days > 0)
        .then(|| percent((f64::from(quality.complete) * 100.0 / f64::from(quality.days)).floor(), 0, language))
        .map(|percent| fill(tu_string!(i18n, portfolio.quality), &[("percent", &percent)]));
    let incomplete = quality.partial + quality.empty;
    let rest = [
        (incomplete > 0).then(|| fill(tu_string!(i18n, portfolio.incomplete), &[("count", &incomplete)])),
        (quality.absent > 0).then(|| fill(tu_string!(i18n, portfolio.absent), &[("count", &quality.absent)])),
        (quality.estimated > 0).then(|| fill(tu_string!(i18n, portfolio.estimated), &[("count", &quality.estimated)])),
        (quality.mismatched > 0)
            .then(|| fill(tu_string!(i18n, portfolio.mismatched), &[("count", &quality.mismatched)])),
    ];
    let under: Vec<String> = rest.into_iter().flatten().chain([meters]).collect();
    view! {
        {part}
        " "
        <span class="under">{under.join(", ")}</span>
    }
}
