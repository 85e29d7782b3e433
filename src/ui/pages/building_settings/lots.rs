//! Area and lots: a row for each, and a place for a list that was copied from elsewhere.

use crate::{
    i18n::*,
    ui::{
        components::{Errors, Field, Wrong},
        fill::fill,
        format::{integer, percent, use_language},
    },
    views::{form, settings::DivisionDraft},
};
use leptos::prelude::*;

/// Rows for lots to come.
const SPARE: usize = 3;

#[component]
pub(super) fn Lots(division: DivisionDraft, errors: Errors, address: String) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let DivisionDraft { area, rows, paste, replace } = division;
    let sum: i64 = rows.iter().filter_map(|(_, share)| form::number(share, 0)).fold(0, i64::saturating_add);
    let count = rows.iter().filter(|(label, _)| !label.trim().is_empty()).count();
    let total = (count > 0)
        .then(|| fill(td_string!(locale, settings.total), &[("count", &count), ("sum", &integer(sum, language))]));
    view! {
        <section class="part" aria-labelledby="lots">
            <h2 id="lots">{td_string!(locale, settings.lots)}</h2>
            <p class="hint">{td_string!(locale, settings.lots_text)}</p>
            <form class="lots-form" method="post" action=format!("{address}/settings/lots")>
                <Field
                    name="area"
                    label=td_string!(locale, settings.area)
                    hint=td_string!(locale, settings.area_hint)
                    unit="m²"
                    keys="numeric"
                    value=area
                    errors=errors.clone()
                />
                <Rows rows sum errors=errors.clone() />
                {total.map(|text| view! { <p class="hint">{text}</p> })}
                <Paste paste replace errors />
                <button class="primary">{td_string!(locale, settings.save_lots)}</button>
            </form>
        </section>
    }
}

#[component]
fn Rows(rows: Vec<(String, String)>, sum: i64, errors: Errors) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let filled = rows.into_iter().filter(|(label, share)| !(label.trim().is_empty() && share.trim().is_empty()));
    let spare = std::iter::repeat_n((String::new(), String::new()), SPARE);
    let row = |(at, (label, share)): (usize, (String, String))| {
        let number = at + 1;
        let (label_id, share_id) = (format!("label[{at}]"), format!("share[{at}]"));
        let part = form::number(&share, 0).filter(|share| *share > 0 && sum > 0);
        #[expect(clippy::cast_precision_loss, reason = "shares are far below 2^53")]
        let part = part.map(|share| percent(share as f64 / sum as f64 * 100.0, 2, language));
        let wrong = |id: &str| errors.of(id).map(|expected| view! { <Wrong id=format!("{id}-error") expected /> });
        let invalid = |id: &str| errors.of(id).map(|_| "true");
        let (wrong_label, wrong_share) = (wrong(&label_id), wrong(&share_id));
        let (bad_label, bad_share) = (invalid(&label_id), invalid(&share_id));
        let lot = fill(td_string!(locale, settings.lot_number), &[("number", &number)]);
        let of_share = fill(td_string!(locale, settings.share_number), &[("number", &number)]);
        view! {
            <tr>
                <td>
                    <input id=label_id name="label" value=label maxlength="40" autocomplete="off" aria-label=lot aria-invalid=bad_label />
                    {wrong_label}
                </td>
                <td>
                    <input id=share_id name="share" value=share inputmode="numeric" autocomplete="off" aria-label=of_share aria-invalid=bad_share />
                    {wrong_share}
                </td>
                <td class="number">{part}</td>
            </tr>
        }
    };
    let rows = filled.chain(spare).enumerate().map(row).collect_view();
    view! {
        <table class="lots">
            <thead>
                <tr>
                    <th scope="col">{td_string!(locale, settings.lot)}</th>
                    <th scope="col">{td_string!(locale, settings.share)}</th>
                    <th scope="col" class="number">"%"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Paste(paste: String, replace: bool, errors: Errors) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let wrong = errors.of("paste");
    let described = if wrong.is_some() { "paste-hint paste-error" } else { "paste-hint" };
    let open = wrong.is_some() || !paste.is_empty();
    view! {
        <details open=open>
            <summary>{td_string!(locale, settings.paste)}</summary>
            <label for="paste">{td_string!(locale, settings.paste_label)}</label>
            <textarea id="paste" name="paste" rows="6" aria-describedby=described aria-invalid=wrong.map(|_| "true")>{paste}</textarea>
            <p id="paste-hint" class="hint">{td_string!(locale, settings.paste_hint)}</p>
            {wrong.map(|expected| view! { <Wrong id="paste-error".to_owned() expected /> })}
            <p class="tick">
                <input id="replace" name="replace" type="checkbox" checked=replace />
                <label for="replace">{td_string!(locale, settings.replace)}</label>
            </p>
        </details>
    }
}
