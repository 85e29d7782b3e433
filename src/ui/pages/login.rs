//! Logging in.

use crate::i18n::*;
use leptos::prelude::*;

/// E-mail and password.
#[component]
pub fn LoginPage() -> impl IntoView {
    let i18n = use_i18n();
    view! { <h1>{t!(i18n, common.product)}</h1> }
}
