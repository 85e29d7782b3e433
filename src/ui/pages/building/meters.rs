//! The building's meters: how each connection stands and what can be done with it.

use super::links::Links;
use crate::{
    domain::consent::ConsentState,
    i18n::*,
    rpc::connect::{MeterDisconnect, SyncWant},
    ui::{
        components::{FingerprintSmall, FreshnessLine},
        fill::fill,
        format::{Language, date, day_time, use_language},
    },
    views::building::MeterCard,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Meters(meters: Vec<MeterCard>, links: Links, can_manage: bool) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let list = if meters.is_empty() {
        Either::Left(view! { <p class="note">{td_string!(locale, building.meters.none)}</p> })
    } else {
        let cards: Vec<_> = meters.into_iter().map(|card| view! { <Card card links can_manage /> }).collect();
        Either::Right(view! { <ul>{cards}</ul> })
    };
    view! {
        <section class="meters" aria-labelledby="meters">
            <h2 id="meters">{td_string!(locale, building.meters.heading)}</h2>
            {list}
        </section>
    }
}

#[component]
fn Card(card: MeterCard, links: Links, can_manage: bool) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let name = if card.label.is_empty() { card.number.clone() } else { card.label.clone() };
    let freshness = card.freshness.clone();
    let (consent, synced) = (consent(&card, locale, language), synced(&card, locale, language));
    let print = card.fingerprint.clone().map(|print| view! { <FingerprintSmall print name=name.clone() /> });
    let (id, number, provider) = (card.id, card.number.clone(), card.provider.label());
    let key = number.clone();
    view! {
        <li class="meter" data-meter=key>
            <h3>
                <a href=links.meter(Some(id)) title=td_string!(locale, building.meters.only)>
                    {name}
                </a>
            </h3>
            {print}
            <p class="number">{provider} " " {number}</p>
            <FreshnessLine freshness />
            <p>{synced}</p>
            {consent.map(|text| view! { <p>{text}</p> })}
            {can_manage.then(|| view! { <Actions card links /> })}
        </li>
    }
}

#[component]
fn Actions(card: MeterCard, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let (sync, disconnect) = (ServerAction::<SyncWant>::new(), ServerAction::<MeterDisconnect>::new());
    let id = card.id.to_string();
    let meter = id.clone();
    let synchronise = card.online.then(|| {
        view! {
            <ActionForm action=sync>
                <input type="hidden" name="meter" value=meter />
                <button type="submit">{td_string!(locale, building.meters.sync)}</button>
            </ActionForm>
        }
    });
    view! {
        <div class="actions">
            {synchronise}
            <a class="button" href=links.connect()>
                {td_string!(locale, building.meters.reconfigure)}
            </a>
            <details class="confirm">
                <summary>{td_string!(locale, building.meters.disconnect)}</summary>
                <p>{td_string!(locale, building.meters.disconnect_text)}</p>
                <ActionForm action=disconnect>
                    <input type="hidden" name="meter" value=id />
                    <button type="submit" class="danger">
                        {td_string!(locale, building.meters.disconnect_confirm)}
                    </button>
                </ActionForm>
            </details>
        </div>
    }
}

fn synced(card: &MeterCard, locale: Locale, language: Language) -> String {
    match &card.last_sync {
        Some(at) => fill(td_string!(locale, building.meters.synced), &[("at", &day_time(at, language))]),
        None if card.online => td_string!(locale, building.meters.never_synced).to_owned(),
        None => td_string!(locale, building.meters.file).to_owned(),
    }
}

fn consent(card: &MeterCard, locale: Locale, language: Language) -> Option<String> {
    Some(match card.consent? {
        ConsentState::Active => {
            let day = card.consent_until.map(|day| date(day, language)).unwrap_or_default();
            fill(td_string!(locale, building.meters.consent_active), &[("day", &day)])
        }
        ConsentState::Expired => td_string!(locale, building.meters.consent_expired).to_owned(),
        ConsentState::Withdrawn => td_string!(locale, building.meters.consent_withdrawn).to_owned(),
    })
}
