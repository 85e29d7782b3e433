//! How far the data reach: always said, never implied.

use crate::{
    i18n::*,
    ui::format::{day_month, day_time, fill, use_language},
    views::shared::Freshness,
};
use leptos::prelude::*;

/// `Données jusqu'au 20 nov., reçues le 21 nov. à 8 h 04`.
#[component]
pub fn FreshnessLine(
    /// What is known.
    freshness: Freshness,
) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let received = freshness
        .received
        .map(|at| format!(", {}", fill(tu_string!(i18n, common.received), &[("moment", &day_time(&at, language))])));
    let text = match freshness.through {
        Some(day) => fill(tu_string!(i18n, common.through), &[("day", &day_month(day, language))]),
        None => tu_string!(i18n, common.no_data).to_string(),
    };
    view! { <span class="freshness">{text} {received}</span> }
}
