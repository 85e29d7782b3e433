//! Fields of plain forms that say what is wrong with them.

use crate::{
    i18n::*,
    ui::{expected_text::expected_text, fill::fill},
    views::form::{Expected, FieldError},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Everything that is wrong with a form.
#[derive(Clone, Debug, Default)]
pub struct Errors(Arc<[FieldError]>);

impl From<Vec<FieldError>> for Errors {
    fn from(errors: Vec<FieldError>) -> Self {
        Self(errors.into())
    }
}

impl Errors {
    /// What was expected of a field that was refused.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<Expected> {
        self.0.iter().find(|error| error.field == field).map(|error| error.expected)
    }

    /// Whether a field was refused, or one inside of it.
    #[must_use]
    pub fn within(&self, field: &str) -> bool {
        self.0.iter().any(|error| error.field.starts_with(field))
    }
}

/// A labelled input of one line. Its id is its name.
#[component]
pub fn Field(
    /// Sent under this name.
    #[prop(into)]
    name: String,
    /// Before it.
    #[prop(into)]
    label: String,
    /// As stored or typed.
    value: String,
    /// Of the whole form.
    errors: Errors,
    /// Below it; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// After it, such as "€/kWh".
    #[prop(optional, into)]
    unit: String,
    /// `decimal` for numbers: which keys a phone shows.
    #[prop(optional)]
    keys: &'static str,
    /// `date`, else text.
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    let refused = errors.of(&name);
    let invalid = refused.is_some().then_some("true");
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = [(!hint.is_empty()).then(|| hint_id.clone()), refused.map(|_| error_id.clone())];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let keys = (!keys.is_empty()).then_some(keys);
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <span class="with-unit">
                <input
                    id=name.clone()
                    name=name
                    type=kind
                    value=value
                    inputmode=keys
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described
                />
                {(!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> })}
            </span>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {refused.map(|expected| view! { <Wrong id=error_id expected /> })}
        </div>
    }
}

/// A labelled choice among few. Its id is its name.
#[component]
pub fn Select(
    /// Sent under this name.
    #[prop(into)]
    name: String,
    /// Before it.
    #[prop(into)]
    label: String,
    /// Values with their words.
    entries: Vec<(String, String)>,
    /// The chosen value.
    value: String,
    /// Of the whole form.
    errors: Errors,
) -> impl IntoView {
    let refused = errors.of(&name);
    let invalid = refused.is_some().then_some("true");
    let error_id = format!("{name}-error");
    let described = refused.map(|_| error_id.clone());
    let entry = |(of, text): (String, String)| {
        let chosen = of == value;
        view! { <option value=of selected=chosen>{text}</option> }
    };
    let entries = entries.into_iter().map(entry).collect_view();
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <select id=name.clone() name=name aria-invalid=invalid aria-describedby=described>
                {entries}
            </select>
            {refused.map(|expected| view! { <Wrong id=error_id expected /> })}
        </div>
    }
}

/// What was expected of the field before it.
#[component]
pub fn Wrong(
    /// By which the field names it.
    id: String,
    /// What was expected.
    expected: Expected,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let text = fill(td_string!(locale, forms.expected), &[("expected", &expected_text(locale, expected))]);
    view! {
        <p class="wrong" id=id>
            {text}
        </p>
    }
}

/// Every refused field by its name in words, with a link to it.
#[component]
pub fn Problems(
    /// Of the whole form.
    errors: Errors,
    /// What a field is called.
    named: fn(&str, Locale) -> String,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let item = |error: &FieldError| {
        let text = format!("{} – {}", named(&error.field, locale), expected_text(locale, error.expected));
        view! {
            <li>
                <a href=format!("#{}", error.field)>{text}</a>
            </li>
        }
    };
    let items: Vec<_> = errors.0.iter().map(item).collect();
    (!items.is_empty()).then(|| {
        view! {
            <div class="notice error" role="alert">
                <p class="title">{td_string!(locale, forms.title)}</p>
                <p>{td_string!(locale, forms.lead)}</p>
                <ul>{items}</ul>
            </div>
        }
    })
}
