//! A place without anything yet: what it is for and what to do.

use leptos::prelude::*;

/// A heading, a sentence, and the way out as children.
#[component]
pub fn Empty(
    /// What is not there.
    #[prop(into)]
    title: String,
    /// What would be there and what brings it.
    #[prop(into)]
    text: String,
    /// Links or buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="way-out">{children()}</div> })}
        </section>
    }
}
