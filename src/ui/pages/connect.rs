//! Connecting a meter.

use leptos::prelude::*;

/// The page.
#[component]
pub fn ConnectPage() -> impl IntoView {
    view! { <h1>"Connecting a meter."</h1> }
}
