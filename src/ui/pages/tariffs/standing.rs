//! The fields of what is paid whatever is consumed: subscription, power, injection, VAT.

use crate::{
    i18n::*,
    ui::components::{Errors, Field, Select},
    views::tariffs::TariffDraft,
};
use leptos::prelude::*;

#[component]
pub(super) fn Standing(draft: TariffDraft, errors: Errors) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let terms = [("month", td_string!(locale, tariffs.form.month)), ("year", td_string!(locale, tariffs.form.year))];
    let terms = terms.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    view! {
        <fieldset class="group">
            <legend>{td_string!(locale, tariffs.form.subscription)}</legend>
            <div class="row">
                <Field
                    name="subscription.price"
                    label=td_string!(locale, tariffs.form.subscription_price)
                    unit="€"
                    keys="decimal"
                    value=draft.subscription.clone()
                    errors=errors.clone()
                />
                <Select
                    name="subscription.per"
                    label=td_string!(locale, tariffs.form.per)
                    entries=terms
                    value=draft.per.clone()
                    errors=errors.clone()
                />
            </div>
        </fieldset>
        <PowerFields draft=draft.clone() errors=errors.clone() />
        <fieldset class="group">
            <legend>{td_string!(locale, tariffs.form.injection)}</legend>
            <Field
                name="injection"
                label=td_string!(locale, tariffs.form.injection_price)
                hint=td_string!(locale, tariffs.form.injection_hint)
                unit="€/kWh"
                keys="decimal"
                value=draft.injection.clone()
                errors=errors.clone()
            />
        </fieldset>
        <VatFields draft errors />
    }
}

#[component]
fn PowerFields(draft: TariffDraft, errors: Errors) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let kinds = [
        ("none", td_string!(locale, tariffs.power.none)),
        ("subscribed", td_string!(locale, tariffs.power.subscribed)),
        ("capacity", td_string!(locale, tariffs.power.capacity)),
    ];
    let kinds = kinds.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    view! {
        <fieldset class="group power">
            <legend>{td_string!(locale, tariffs.form.power)}</legend>
            <Select name="power" label=td_string!(locale, tariffs.form.power_kind) entries=kinds value=draft.power errors=errors.clone() />
            <div class="row subscribed">
                <Field name="power.kva" label=td_string!(locale, tariffs.form.kva) unit="kVA" keys="numeric" value=draft.kva errors=errors.clone() />
                <Field
                    name="power.per_kva_and_year"
                    label=td_string!(locale, tariffs.form.per_kva)
                    hint=td_string!(locale, tariffs.form.per_kva_hint)
                    unit="€"
                    keys="decimal"
                    value=draft.per_kva
                    errors=errors.clone()
                />
            </div>
            <div class="capacity">
                <Field
                    name="power.per_kw_and_year"
                    label=td_string!(locale, tariffs.form.per_kw)
                    hint=td_string!(locale, tariffs.form.per_kw_hint)
                    unit="€"
                    keys="decimal"
                    value=draft.per_kw
                    errors
                />
            </div>
        </fieldset>
    }
}

#[component]
fn VatFields(draft: TariffDraft, errors: Errors) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let rates = [
        ("vat.energy", td_string!(locale, tariffs.form.vat_energy), draft.vat_energy),
        ("vat.subscription", td_string!(locale, tariffs.form.vat_subscription), draft.vat_subscription),
        ("vat.power", td_string!(locale, tariffs.form.vat_power), draft.vat_power),
        ("vat.injection", td_string!(locale, tariffs.form.vat_injection), draft.vat_injection),
    ];
    let rate = |(name, label, value): (&'static str, &'static str, String)| {
        view! { <Field name label unit="%" keys="decimal" value errors=errors.clone() /> }
    };
    view! {
        <fieldset class="group">
            <legend>{td_string!(locale, tariffs.form.vat)}</legend>
            <p class="hint">{td_string!(locale, tariffs.form.vat_hint)}</p>
            <div class="row">{rates.map(rate).collect_view()}</div>
        </fieldset>
    }
}
