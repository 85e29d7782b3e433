//! The first step: which operator.

use crate::{
    domain::{id::BuildingId, provider::ProviderId},
    i18n::*,
    views::connect::{ConnectView, ProviderOption},
};
use leptos::prelude::*;

/// The operators as radio buttons; those that cannot be chosen say why.
#[component]
pub(super) fn Choose(view: ConnectView) -> impl IntoView {
    let i18n = use_i18n();
    let building = view.header.id;
    let usable = |option: &&ProviderOption| option.configured && option.id.connects_online();
    let first = view.providers.iter().find(usable).map(|option| option.id);
    let options: Vec<_> = view
        .providers
        .into_iter()
        .map(|option| view! { <Operator checked=first == Some(option.id) option building /> })
        .collect();
    view! {
        <form method="get" action=format!("/buildings/{building}/connect")>
            <fieldset class="operators">
                <legend class="for-listeners">{tu_string!(i18n, connect.operator)}</legend>
                {options}
            </fieldset>
            <button class="primary" disabled=first.is_none()>
                {tu_string!(i18n, connect.choose)}
            </button>
        </form>
    }
}

#[component]
fn Operator(option: ProviderOption, checked: bool, building: BuildingId) -> impl IntoView {
    let i18n = use_i18n();
    let id = option.id;
    let usable = option.configured && id.connects_online();
    let import = format!("/buildings/{building}/import");
    let (text, more) = match id {
        ProviderId::Enedis => (
            tu_string!(i18n, connect.enedis).to_string(),
            Some(tu_string!(i18n, connect.enedis_professional).to_string()),
        ),
        ProviderId::Ores => {
            (tu_string!(i18n, connect.ores).to_string(), Some(tu_string!(i18n, connect.ores_experimental).to_string()))
        }
        ProviderId::Fluvius => (tu_string!(i18n, connect.fluvius).to_string(), None),
    };
    let missing = (id.connects_online() && !option.configured).then(|| tu_string!(i18n, connect.not_configured));
    let field = format!("operator-{}", id.as_str());
    let about = format!("{field}-about");
    view! {
        <div class="operator">
            <input
                type="radio"
                name="provider"
                id=field.clone()
                value=id.as_str()
                checked=checked
                disabled=!usable
                aria-describedby=about.clone()
            />
            <label for=field>{id.label()}</label>
            <div id=about>
                <p>{text}</p>
                {more.map(|more| view! { <p class="hint">{more}</p> })}
                {missing.map(|missing| view! { <p class="hint">{missing}</p> })}
                <p>
                    <a href=import>{tu_string!(i18n, connect.import)}</a>
                </p>
            </div>
        </div>
    }
}
