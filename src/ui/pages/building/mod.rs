//! One building.

use leptos::prelude::*;

/// The page.
#[component]
pub fn BuildingPage() -> impl IntoView {
    view! { <h1>"One building."</h1> }
}
