//! While data are on their way.

use crate::i18n::*;
use leptos::prelude::*;

/// One line that CSS shows only after 200 ms, so that fast answers do not flicker.
#[component]
pub fn Loading() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="loading" role="status">
            {tu_string!(i18n, common.loading)}
        </p>
    }
}
