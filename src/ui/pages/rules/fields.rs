//! The fields of the editor: each with its unit, and below it what is wrong with it.

use crate::{
    domain::rule::RuleKind,
    i18n::Locale,
    ui::format::Language,
    ui::pages::rules::words,
    views::rules::{Field, Wrong},
};
use leptos::prelude::*;

/// What is wrong with the fields of a form.
#[derive(Clone)]
pub(super) struct Faults {
    pub kind: RuleKind,
    pub wrong: Vec<Wrong>,
    pub locale: Locale,
    pub language: Language,
}

impl Faults {
    /// In words; `None` where nothing is.
    pub fn of(&self, field: Field) -> Option<String> {
        let wrong = self.wrong.iter().find(|wrong| wrong.field == field)?;
        Some(words::wrong(self.kind, wrong, self.locale, self.language))
    }

    /// What is wrong, below its field.
    pub fn below(&self, field: Field) -> impl IntoView + use<> {
        let id = format!("{}-wrong", field.name());
        self.of(field).map(|text| view! { <p class="wrong" id=id>{text}</p> })
    }

    /// `true` for assistive technology.
    pub fn invalid(&self, field: Field) -> Option<&'static str> {
        self.of(field).map(|_| "true")
    }
}

/// A number with its unit.
#[component]
pub(super) fn Number(
    field: Field,
    value: String,
    #[prop(into)] unit: String,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] may_be_empty: bool,
    faults: Faults,
) -> impl IntoView {
    let name = field.name();
    let described = format!("{name}-unit {name}-hint {name}-wrong");
    view! {
        <label for=name>{words::field(field, faults.locale)}</label>
        <div class="with-unit">
            <input
                id=name
                name=name
                inputmode="decimal"
                autocomplete="off"
                maxlength="20"
                value=value
                required=!may_be_empty
                aria-describedby=described
                aria-invalid=faults.invalid(field)
            />
            <span id=format!("{name}-unit")>{unit}</span>
        </div>
        {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
        {faults.below(field)}
    }
}

/// A time of the day.
#[component]
pub(super) fn Time(field: Field, value: String, faults: Faults) -> impl IntoView {
    let name = field.name();
    // Browsers know no 24:00, and would show nothing of what is no time.
    let shown = value.len() == 5 && value != "24:00";
    view! {
        <label for=name>{words::field(field, faults.locale)}</label>
        <input
            id=name
            name=name
            type=if shown { "time" } else { "text" }
            value=value
            required
            aria-describedby=format!("{name}-wrong")
            aria-invalid=faults.invalid(field)
        />
        {faults.below(field)}
    }
}

/// A choice among few: value, words, whether it is chosen.
#[component]
pub(super) fn Choice(field: Field, entries: Vec<(&'static str, &'static str, bool)>, faults: Faults) -> impl IntoView {
    let name = field.name();
    let entry = |(value, text, chosen)| view! { <option value=value selected=chosen>{text}</option> };
    view! {
        <label for=name>{words::field(field, faults.locale)}</label>
        <select id=name name=name aria-describedby=format!("{name}-wrong") aria-invalid=faults.invalid(field)>
            {entries.into_iter().map(entry).collect_view()}
        </select>
        {faults.below(field)}
    }
}

/// A box to tick.
#[component]
pub(super) fn Tick(name: &'static str, ticked: bool, text: &'static str) -> impl IntoView {
    view! {
        <p class="tick">
            <input id=name name=name type="checkbox" checked=ticked />
            <label for=name>{text}</label>
        </p>
    }
}
