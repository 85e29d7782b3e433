//! How grave an anomaly is: mark, word and colour, never colour alone.

use crate::{domain::anomaly::Severity, i18n::*};
use leptos::prelude::*;

/// `!!! Critique`, with a number before the word when there are several.
#[component]
pub fn SeverityBadge(
    /// How grave.
    severity: Severity,
    /// How many; shown from two on.
    #[prop(optional)]
    count: u32,
) -> impl IntoView {
    let i18n = use_i18n();
    let (class, word) = match severity {
        Severity::Minor => ("severity minor", tu_string!(i18n, common.severity_minor)),
        Severity::Major => ("severity major", tu_string!(i18n, common.severity_major)),
        Severity::Critical => ("severity critical", tu_string!(i18n, common.severity_critical)),
    };
    let count = (count > 1).then(|| format!("{count}\u{a0}× "));
    view! {
        <span class=class>
            <span class="sign" aria-hidden="true">{severity.mark()}</span>
            " "
            {count}
            {word}
        </span>
    }
}
