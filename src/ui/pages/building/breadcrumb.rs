//! The way back up: year, month, week, day.

use super::links::Links;
use crate::{
    domain::time::{Period, PeriodKind},
    i18n::*,
    ui::format::{date, month_name, period_label_short, use_language},
};
use chrono::Datelike;
use leptos::{either::Either, prelude::*};

/// The longer periods that the one shown lies in, the longest first, then the one shown.
fn way(period: Period) -> Vec<Period> {
    let above: &[PeriodKind] = match period.kind {
        PeriodKind::Day => &[PeriodKind::Year, PeriodKind::Month, PeriodKind::Week],
        PeriodKind::Week => &[PeriodKind::Year, PeriodKind::Month],
        PeriodKind::Month => &[PeriodKind::Year],
        PeriodKind::Year | PeriodKind::Span(_) => &[],
    };
    above.iter().map(|kind| Period::containing(*kind, period.first)).chain([period]).collect()
}

#[component]
pub(super) fn Breadcrumb(period: Period, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let name = |period: Period| match period.kind {
        PeriodKind::Day => date(period.first, language),
        PeriodKind::Month => month_name(period.first.month(), language).to_owned(),
        _ => period_label_short(period, language),
    };
    let way = way(period);
    let steps: Vec<_> = way
        .iter()
        .map(|step| {
            let name = name(*step);
            let step = if *step == period {
                Either::Left(view! { <span aria-current="page">{name}</span> })
            } else {
                Either::Right(view! { <a href=links.period(*step)>{name}</a> })
            };
            view! { <li>{step}</li> }
        })
        .collect();
    (way.len() > 1).then(|| {
        view! {
            <nav class="breadcrumb" aria-label=td_string!(locale, building.period.way)>
                <ol>{steps}</ol>
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_from_the_year_down() {
        let written = |period: &str| way(period.parse().unwrap()).iter().map(Period::to_string).collect::<Vec<_>>();
        assert_eq!(written("2026-11-20"), ["2026", "2026-11", "2026-W47", "2026-11-20"]);
        assert_eq!(written("2026-W01"), ["2025", "2025-12", "2026-W01"]);
        assert_eq!(written("2026"), ["2026"]);
    }
}
