//! What an import did, and what was imported before.

use crate::{
    domain::time::LocalDay,
    i18n::*,
    ui::format::{clock, date, integer, use_language},
    views::imports::ImportRecord,
};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

/// The counts that the address carries after a confirmation.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    written: i64,
    unchanged: i64,
    through: LocalDay,
}

impl Outcome {
    /// `None` where nothing was just imported.
    pub(super) fn from_query(query: &ParamsMap) -> Option<Self> {
        let count = |name| query.get(name)?.parse().ok();
        let through = query.get("through")?.parse().ok()?;
        Some(Self { written: count("written")?, unchanged: count("unchanged")?, through })
    }
}

/// The counts, and the way to the dashboard at the imported period.
#[component]
pub(super) fn Done(
    outcome: Outcome,
    /// Of the building.
    address: String,
) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let Outcome { written, unchanged, through } = outcome;
    let counts = match written {
        0 => t!(i18n, imports.done_nothing, unchanged = integer(unchanged, language)).into_any(),
        _ => {
            let (written, unchanged) = (integer(written, language), integer(unchanged, language));
            t!(i18n, imports.done, written = written, unchanged = unchanged).into_any()
        }
    };
    view! {
        <section class="notice" role="status">
            <h2>{t!(i18n, imports.done_title)}</h2>
            <p>{counts} " " {t!(i18n, imports.done_through, day = date(through, language))}</p>
            <p class="actions">
                <a class="button primary" href=format!("{address}?p=month&d={through}")>{t!(i18n, imports.see)}</a>
            </p>
        </section>
    }
}

/// The latest files imported for the building.
#[component]
pub(super) fn Before(imported: Vec<ImportRecord>) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    if imported.is_empty() {
        return ().into_any();
    }
    let row = |record: ImportRecord| {
        view! {
            <tr>
                <th scope="row">{record.file_name}</th>
                <td>{format!("{} {}", date(record.at.day, language), clock(&record.at))}</td>
                <td class="number">{integer(record.written, language)}</td>
            </tr>
        }
    };
    view! {
        <section class="import-before">
            <h2>{t!(i18n, imports.before_title)}</h2>
            <div class="scroll" tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, imports.file)}</th>
                            <th scope="col">{t!(i18n, imports.before_when)}</th>
                            <th scope="col" class="number">{t!(i18n, imports.before_written)}</th>
                        </tr>
                    </thead>
                    <tbody>{imported.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
