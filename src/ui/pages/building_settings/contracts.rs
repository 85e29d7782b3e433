//! The contracts of the meters, and the form for another one.

use crate::{
    domain::id::{TariffId, UsagePointId},
    i18n::*,
    ui::{
        components::{Errors, Field, Select},
        fill::fill,
        format::{date, use_language},
    },
    views::settings::{ContractDraft, ContractRow, MeterContracts},
};
use leptos::prelude::*;

#[component]
pub(super) fn Contracts(
    meters: Vec<MeterContracts>,
    tariffs: Vec<(TariffId, String)>,
    draft: ContractDraft,
    errors: Errors,
    address: String,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let form = match (meters.is_empty(), tariffs.is_empty()) {
        (true, _) => view! { <p>{td_string!(locale, settings.no_meter)}</p> }.into_any(),
        (_, true) => view! {
            <p>{td_string!(locale, settings.no_tariff)}</p>
            <p><a class="button" href="/tariffs/new">{td_string!(locale, tariffs.add)}</a></p>
        }
        .into_any(),
        _ => view! { <Add meters=meters.clone() tariffs draft errors address=address.clone() /> }.into_any(),
    };
    let meters = meters.into_iter().map(|meter| view! { <Meter meter address=address.clone() /> }).collect_view();
    view! {
        <section class="part" aria-labelledby="contracts">
            <h2 id="contracts">{td_string!(locale, settings.contracts)}</h2>
            <p class="hint">{td_string!(locale, settings.contracts_text)}</p>
            {meters}
            {form}
        </section>
    }
}

#[component]
fn Meter(meter: MeterContracts, address: String) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let MeterContracts { id, name, number, live, contracts } = meter;
    let under = match (name == number, live) {
        (true, true) => String::new(),
        (false, true) => number,
        (_, false) => format!("{number}, {}", td_string!(locale, settings.disconnected)),
    };
    let body = if contracts.is_empty() {
        view! { <p>{td_string!(locale, settings.no_contract)}</p> }.into_any()
    } else {
        let row = |row: ContractRow| view! { <Row row meter=id name=name.clone() address=address.clone() /> };
        let rows = contracts.into_iter().map(row).collect_view();
        view! {
            <div class="scroll">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{td_string!(locale, settings.from)}</th>
                            <th scope="col">{td_string!(locale, settings.until)}</th>
                            <th scope="col">{td_string!(locale, settings.tariff)}</th>
                            <th scope="col">{td_string!(locale, settings.kva)}</th>
                            <th scope="col"><span class="for-listeners">{td_string!(locale, tariffs.actions)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <article class="contracts-of">
            <h3>{name.clone()} " " <span class="under">{under}</span></h3>
            {body}
        </article>
    }
}

#[component]
fn Row(row: ContractRow, meter: UsagePointId, name: String, address: String) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let ContractRow { from, until, tariff, kva } = row;
    let tariff = match tariff {
        Some((id, name)) => view! { <a href=format!("/tariffs/{id}")>{name}</a> }.into_any(),
        None => td_string!(locale, settings.none).into_any(),
    };
    let remove = td_string!(locale, settings.remove);
    let label = format!("{remove} – {name}, {}", date(from, language));
    view! {
        <tr>
            <td>{date(from, language)}</td>
            <td>{until.map_or("…".to_owned(), |until| date(until, language))}</td>
            <td>{tariff}</td>
            <td>{kva.map(|kva| format!("{kva}\u{a0}kVA"))}</td>
            <td>
                <form method="post" action=format!("{address}/settings/contracts/remove")>
                    <input type="hidden" name="meter" value=meter.to_string() />
                    <input type="hidden" name="valid_from" value=from.to_string() />
                    <button class="quiet-button" aria-label=label>{remove}</button>
                </form>
            </td>
        </tr>
    }
}

/// The form for a contract from a day on.
#[component]
fn Add(
    meters: Vec<MeterContracts>,
    tariffs: Vec<(TariffId, String)>,
    draft: ContractDraft,
    errors: Errors,
    address: String,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let meters = meters.into_iter().map(|meter| (meter.id.to_string(), named(&meter))).collect::<Vec<_>>();
    let choose = (String::new(), td_string!(locale, settings.choose).to_owned());
    let none = ("none".to_owned(), td_string!(locale, settings.none).to_owned());
    let tariffs = tariffs.into_iter().map(|(id, name)| (id.to_string(), name));
    let tariffs: Vec<_> = [choose].into_iter().chain(tariffs).chain([none]).collect();
    view! {
        <form class="inline-form" method="post" action=format!("{address}/settings/contracts")>
            <Select name="meter" label=td_string!(locale, settings.meter) entries=meters value=draft.meter errors=errors.clone() />
            <Select name="tariff" label=td_string!(locale, settings.tariff) entries=tariffs value=draft.tariff errors=errors.clone() />
            <Field name="valid_from" kind="date" label=td_string!(locale, settings.from) value=draft.valid_from errors />
            <button class="primary">{td_string!(locale, settings.save_contract)}</button>
        </form>
    }
}

fn named(meter: &MeterContracts) -> String {
    if meter.name == meter.number {
        meter.name.clone()
    } else {
        fill("{name} ({number})", &[("name", &meter.name), ("number", &meter.number)])
    }
}
