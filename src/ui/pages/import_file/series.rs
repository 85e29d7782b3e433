//! One meter and series of the file: how much there is, what is missing, what is known already.

use crate::{
    domain::{series::SeriesKind, units::Joules},
    i18n::*,
    ui::format::{clock, date, integer, kwh_exact, use_language},
    views::{
        format::Language,
        imports::{ImportGap, ImportSeries},
        shared::WallTime,
    },
};
use leptos::prelude::*;

/// How many gaps are listed.
const GAPS_SHOWN: usize = 5;

/// A definition list for one series.
#[component]
pub(super) fn SeriesPreview(series: ImportSeries) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let kind = match series.kind {
        SeriesKind::ElectricityProduction => t!(i18n, imports.production).into_any(),
        _ => t!(i18n, imports.consumption).into_any(),
    };
    let meter = if series.meter.is_some() {
        t!(i18n, imports.meter_known).into_any()
    } else {
        t!(i18n, imports.meter_new).into_any()
    };
    let step = match series.step_minutes {
        Some(1_440) => t!(i18n, imports.step_day).into_any(),
        Some(minutes) => t!(i18n, imports.step_minutes, minutes = minutes).into_any(),
        None => t!(i18n, imports.step_changing).into_any(),
    };
    let period = format!("{} – {}", moment(&series.first, language), moment(&series.last, language));
    let number = |count: u32| integer(i64::from(count), language);
    let overlap = series.overlap;
    let empty = (series.values == 0).then(|| view! { <p class="notice">{t!(i18n, imports.nothing_to_write)}</p> });
    view! {
        <section class="import-series">
            <h3>{kind} " · " {series.provider.label()} " " {series.number}</h3>
            {empty}
            <dl class="facts">
                <dt>{t!(i18n, imports.meter)}</dt>
                <dd>{meter}</dd>
                <dt>{t!(i18n, imports.period)}</dt>
                <dd>{period}</dd>
                <dt>{t!(i18n, imports.step)}</dt>
                <dd>{step}</dd>
                <dt>{t!(i18n, imports.total)}</dt>
                <dd>{kwh_exact(Joules(series.total), language)}</dd>
                <dt>{t!(i18n, imports.values)}</dt>
                <dd>{number(series.values)}</dd>
                <dt>{t!(i18n, imports.nulls)}</dt>
                <dd>{number(series.nulls)}</dd>
                <dt>{t!(i18n, imports.overlap)}</dt>
                <dd>
                    {t!(
                        i18n,
                        imports.overlap_counts,
                        new = number(overlap.new),
                        same = number(overlap.same),
                        replaced = number(overlap.replaced),
                        kept = number(overlap.kept)
                    )}
                </dd>
                <dt>{t!(i18n, imports.gaps)}</dt>
                <dd><Gaps gaps=series.gaps /></dd>
            </dl>
        </section>
    }
}

/// The first gaps and how many more there are.
#[component]
fn Gaps(gaps: Vec<ImportGap>) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    if gaps.is_empty() {
        return t!(i18n, imports.no_gaps).into_any();
    }
    let rest = gaps.len().saturating_sub(GAPS_SHOWN);
    let item = |gap: &ImportGap| {
        let (from, to) = (moment(&gap.from, language), moment(&gap.to, language));
        view! { <li>{format!("{from} – {to}")}</li> }
    };
    let items = gaps.iter().take(GAPS_SHOWN).map(item).collect_view();
    let more = (rest > 0).then(|| view! { <p>{t!(i18n, imports.gaps_more, count = rest)}</p> });
    view! {
        <ul>{items}</ul>
        {more}
    }
    .into_any()
}

/// `31 oct. 2021 02:15`.
fn moment(at: &WallTime, language: Language) -> String {
    format!("{} {}", date(at.day, language), clock(at))
}
