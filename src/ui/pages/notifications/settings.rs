//! What one wants to be told: one form.

use super::words::{self, SEVERITIES};
use crate::{
    domain::{
        language::Language,
        notice::{Digest, Preference},
        tariff::Minute,
    },
    i18n::*,
    ui::format::{locale_of, use_language},
    views::notices::Available,
};
use leptos::prelude::*;

/// An entry of a choice: value, words, whether it is chosen.
pub(super) type Entry = (&'static str, String, bool);

#[component]
pub(super) fn Settings(preference: Preference, available: Available) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="part" aria-labelledby="settings">
            <h2 id="settings">{tu_string!(i18n, notifications.settings)}</h2>
            <form class="settings" method="post" action="/notifications">
                <WaysOf preference=preference.clone() available />
                <When preference />
                <button class="primary">{tu_string!(i18n, notifications.save)}</button>
            </form>
        </section>
    }
}

#[component]
fn WaysOf(preference: Preference, available: Available) -> impl IntoView {
    let i18n = use_i18n();
    let Preference { ways, phone, push_target, .. } = preference;
    let missing = |there: bool, text: &'static str| (!there).then(|| view! { <p class="hint">{text}</p> });
    let (no_email, no_gateway) = (tu_string!(i18n, notifications.no_email), tu_string!(i18n, notifications.no_gateway));
    view! {
        <fieldset>
            <legend>{tu_string!(i18n, notifications.ways)}</legend>
            <Tick name="in_app" ticked=ways.in_app text=tu_string!(i18n, notifications.way_in_app) />
            <Tick name="email" ticked=ways.email text=tu_string!(i18n, notifications.way_email) />
            {missing(available.email, no_email)}
            <Tick name="sms" ticked=ways.sms text=tu_string!(i18n, notifications.way_sms) />
            {missing(available.sms, no_gateway)}
            <label for="phone">{tu_string!(i18n, notifications.phone)}</label>
            <input id="phone" name="phone" type="tel" autocomplete="tel" placeholder="+33612345678" value=phone />
            <Tick name="push" ticked=ways.push text=tu_string!(i18n, notifications.way_push) />
            {missing(available.push, no_gateway)}
            <label for="push_target">{tu_string!(i18n, notifications.push_target)}</label>
            <input id="push_target" name="push_target" autocomplete="off" maxlength="200" value=push_target />
        </fieldset>
    }
}

#[component]
fn When(preference: Preference) -> impl IntoView {
    let (i18n, locale) = (use_i18n(), locale_of(use_language()));
    let chosen = preference.language;
    let digests = Digest::ALL.map(|digest| {
        let text = match digest {
            Digest::None => td_string!(locale, notifications.digest_none),
            Digest::Daily => td_string!(locale, notifications.digest_daily),
            Digest::Weekly => td_string!(locale, notifications.digest_weekly),
        };
        (digest.as_str(), text.to_owned(), digest == preference.digest)
    });
    let least = SEVERITIES.map(|of| (of.as_str(), words::severity(of, locale).to_owned(), of == preference.least));
    let (quiet, from, until) = match preference.quiet {
        Some(hours) => (true, clock(hours.from), clock(hours.to)),
        None => (false, "22:00".to_owned(), "07:00".to_owned()),
    };
    view! {
        <Choice name="least" text=tu_string!(i18n, notifications.least) entries=least.to_vec() />
        <Choice name="digest" text=tu_string!(i18n, notifications.digest) entries=digests.to_vec() />
        <Time name="digest_at" text=tu_string!(i18n, notifications.digest_at) value=clock(preference.digest_at) />
        <fieldset>
            <legend class="for-listeners">{tu_string!(i18n, notifications.quiet)}</legend>
            <Tick name="quiet" ticked=quiet text=tu_string!(i18n, notifications.quiet) />
            <Time name="quiet_from" text=tu_string!(i18n, notifications.quiet_from) value=from />
            <Time name="quiet_until" text=tu_string!(i18n, notifications.quiet_until) value=until />
            <p class="hint">{tu_string!(i18n, notifications.quiet_hint)}</p>
        </fieldset>
        <Tick name="critical_passes" ticked=preference.critical_passes text=tu_string!(i18n, notifications.critical_passes) />
        <Choice name="language" text=tu_string!(i18n, notifications.language) entries=languages(chosen) />
    }
}

/// The languages by their own names.
pub(super) fn languages(chosen: Language) -> Vec<Entry> {
    let name = |language| match language {
        Language::Fr => "Français",
        Language::Nl => "Nederlands",
        Language::En => "English",
    };
    Language::ALL.map(|language| (language.as_str(), name(language).to_owned(), language == chosen)).to_vec()
}

fn clock(minute: Minute) -> String {
    String::from(minute)
}

#[component]
fn Tick(name: &'static str, ticked: bool, text: &'static str) -> impl IntoView {
    view! {
        <p class="tick">
            <input id=name name=name type="checkbox" checked=ticked />
            <label for=name>{text}</label>
        </p>
    }
}

#[component]
fn Time(name: &'static str, text: &'static str, value: String) -> impl IntoView {
    view! {
        <label for=name>{text}</label>
        <input id=name name=name type="time" value=value required />
    }
}

/// A choice among few.
#[component]
pub(super) fn Choice(
    name: &'static str,
    text: &'static str,
    entries: Vec<Entry>,
    /// Where two forms of the page have the same field.
    #[prop(optional)]
    prefix: &'static str,
) -> impl IntoView {
    let id = format!("{prefix}{name}");
    let entry = |(value, text, chosen): Entry| view! { <option value=value selected=chosen>{text}</option> };
    view! {
        <label for=id.clone()>{text}</label>
        <select id=id name=name>{entries.into_iter().map(entry).collect_view()}</select>
    }
}
