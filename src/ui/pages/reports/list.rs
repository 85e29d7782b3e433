//! How far the reports are that were asked for at once, and what was made.

use super::super::report::own_name;
use crate::{
    domain::report::ReportState,
    i18n::*,
    ui::{
        components::Empty,
        fill::fill,
        format::{Language, capitalised, day_time, fixed, integer, period_label, use_language},
    },
    views::report::{ReportBatch, ReportRow},
};
use leptos::{either::Either, prelude::*};

/// "7 sur 20".
#[component]
pub(super) fn Progress(batch: ReportBatch) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let count = |count: u32| integer(i64::from(count), language);
    let text = if batch.is_over() {
        td_string!(locale, reports.batch_over)
    } else {
        td_string!(locale, reports.batch_running)
    };
    let (done, total, period) = (count(batch.done), count(batch.total), period_label(batch.period, language));
    let text = fill(text, &[("done", &done), ("total", &total), ("period", &period)]);
    let failed = (batch.failed > 0).then(|| {
        let text = td_string!(locale, reports.batch_failed);
        view! { <p class="note">{fill(text, &[("count", &count(batch.failed))])}</p> }
    });
    let bar = (!batch.is_over()).then(|| {
        let label = text.clone();
        view! { <progress max=batch.total value=batch.done + batch.failed aria-label=label></progress> }
    });
    let zip = (batch.done > 0).then(|| {
        let text = fill(td_string!(locale, reports.zip), &[("count", &count(batch.done))]);
        view! {
            <p>
                <a href=format!("/reports/{}/reports.zip", batch.id) download="">
                    {text}
                </a>
            </p>
        }
    });
    view! {
        <section class="report-batch" aria-label=td_string!(locale, reports.batch)>
            <p role="status">{text}</p>
            {bar}
            {zip}
            {failed}
        </section>
    }
}

#[component]
pub(super) fn List(rows: Vec<ReportRow>) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    if rows.is_empty() {
        let (title, text) = (td_string!(locale, reports.none_title), td_string!(locale, reports.none_text));
        return Either::Left(view! { <Empty title text /> });
    }
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Row row /> }).collect();
    Either::Right(view! {
        <section aria-labelledby="made">
            <h2 id="made">{td_string!(locale, reports.made)}</h2>
            <div class="scroll" tabindex="0" role="group" aria-label=td_string!(locale, reports.made)>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{td_string!(locale, reports.building)}</th>
                            <th scope="col">{td_string!(locale, reports.kind)}</th>
                            <th scope="col">{td_string!(locale, reports.language_short)}</th>
                            <th scope="col">{td_string!(locale, reports.asked_at)}</th>
                            <th scope="col">{td_string!(locale, reports.file)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="hint">{td_string!(locale, reports.kept)}</p>
        </section>
    })
}

#[component]
fn Row(row: ReportRow) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let period = capitalised(&period_label(row.period, language));
    let kind = row.period.kind.as_str();
    let page = format!("/buildings/{}/report?p={kind}&d={}&lang={}", row.building, row.period, row.language.as_str());
    let asked = day_time(&row.asked_at, language);
    let asked = if row.monthly { td_string!(locale, reports.monthly_mark).to_owned() } else { asked };
    view! {
        <tr>
            <th scope="row">
                <a href=page>{row.name.clone()}</a>
            </th>
            <td>{period.clone()}</td>
            <td>{own_name(row.language)}</td>
            <td>{asked}</td>
            <td>{file(locale, language, &row, &period)}</td>
        </tr>
    }
}

/// The file, or where it stands.
fn file(locale: Locale, language: Language, row: &ReportRow, period: &str) -> impl IntoView + use<> {
    match row.state {
        ReportState::Done => {
            let address = format!("/api/v1/buildings/{}/reports/{}/file", row.building, row.id);
            let label = fill(td_string!(locale, reports.download), &[("name", &row.name), ("period", &period)]);
            let size = row.size.map(|bytes| format!(" ({})", kilobytes(bytes, language))).unwrap_or_default();
            Either::Left(view! {
                <a href=address download="" aria-label=label>
                    "PDF"
                </a>
                {size}
            })
        }
        state => Either::Right(match state {
            ReportState::Queued => td_string!(locale, reports.state_queued),
            ReportState::Running => td_string!(locale, reports.state_running),
            _ => td_string!(locale, reports.state_failed),
        }),
    }
}

/// `84 ko`, `1,2 Mo`.
fn kilobytes(bytes: u64, language: Language) -> String {
    let (kilo, mega) = if language == Language::Fr { ("ko", "Mo") } else { ("kB", "MB") };
    if bytes < 1_000_000 {
        format!("{}\u{a0}{kilo}", fixed(i128::from(bytes.div_ceil(1_000)), 0, language))
    } else {
        format!("{}\u{a0}{mega}", fixed(i128::from(bytes.div_ceil(100_000)), 1, language))
    }
}
