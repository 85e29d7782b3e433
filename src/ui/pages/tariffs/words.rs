//! Charges and fields of a tariff, in words.

use crate::{
    domain::tariff::{Power, Term, Version},
    i18n::{Locale, td_string},
    ui::{
        fill::fill,
        format::{decimal, language_of, price},
    },
    views::tariffs::Template,
};

/// "12,34 € par mois".
pub(super) fn subscription(locale: Locale, version: &Version) -> String {
    let amount = price(version.subscription.price.0, language_of(locale));
    let text = match version.subscription.per {
        Term::Month => td_string!(locale, tariffs.per_month),
        Term::Year => td_string!(locale, tariffs.per_year),
    };
    fill(text, &[("price", &amount)])
}

/// "36 kVA, 12,00 € par kVA et par an".
pub(super) fn power(locale: Locale, power: Option<Power>) -> String {
    let language = language_of(locale);
    match power {
        None => td_string!(locale, tariffs.power.none).to_owned(),
        Some(Power::Subscribed { kva, per_kva_and_year }) if per_kva_and_year.0 == 0 => {
            fill(td_string!(locale, tariffs.power_included), &[("kva", &kva)])
        }
        Some(Power::Subscribed { kva, per_kva_and_year }) => {
            let price = price(per_kva_and_year.0, language);
            fill(td_string!(locale, tariffs.power_subscribed), &[("kva", &kva), ("price", &price)])
        }
        Some(Power::Capacity { per_kw_and_year }) => {
            let price = price(per_kw_and_year.0, language);
            fill(td_string!(locale, tariffs.power_capacity), &[("price", &price)])
        }
    }
}

/// "0,0215 €/kWh", or that there is none.
pub(super) fn injection(locale: Locale, version: &Version) -> String {
    match version.injection {
        Some(of) => format!("{}/kWh", price(of.0, language_of(locale))),
        None => td_string!(locale, tariffs.injection_none).to_owned(),
    }
}

/// "énergie 20 %, abonnement 5,5 %".
pub(super) fn vat(locale: Locale, version: &Version) -> String {
    let per_cent = |rate: u16| decimal(i64::from(rate), 1, 0, language_of(locale));
    let (energy, subscription) = (per_cent(version.vat.energy), per_cent(version.vat.subscription));
    let (power, injection) = (per_cent(version.vat.power), per_cent(version.vat.injection));
    let mut text = fill(td_string!(locale, tariffs.vat_text), &[("energy", &energy), ("subscription", &subscription)]);
    if version.power.is_some() {
        text.push_str(&fill(td_string!(locale, tariffs.vat_power), &[("rate", &power)]));
    }
    if version.injection.is_some() {
        text.push_str(&fill(td_string!(locale, tariffs.vat_injection), &[("rate", &injection)]));
    }
    text
}

pub(super) fn template(locale: Locale, template: Template) -> (&'static str, &'static str) {
    match template {
        Template::Base => (td_string!(locale, tariffs.template.base), td_string!(locale, tariffs.template.base_text)),
        Template::PeakOffPeak => (
            td_string!(locale, tariffs.template.peak_off_peak),
            td_string!(locale, tariffs.template.peak_off_peak_text),
        ),
        Template::Tempo => {
            (td_string!(locale, tariffs.template.tempo), td_string!(locale, tariffs.template.tempo_text))
        }
        Template::DayNight => {
            (td_string!(locale, tariffs.template.day_night), td_string!(locale, tariffs.template.day_night_text))
        }
    }
}

/// What a field of the form is called: `bands[1].price` is "Plage 2, prix".
pub(super) fn field(name: &str, locale: Locale) -> String {
    if let Some(rest) = name.strip_prefix("bands[") {
        let (at, inside) = rest.split_once(']').unwrap_or((rest, ""));
        let number = at.parse::<usize>().unwrap_or_default() + 1;
        let band = fill(td_string!(locale, tariffs.form.band), &[("number", &number)]);
        return format!("{band}, {}", in_band(inside, locale));
    }
    match name {
        "name" => td_string!(locale, tariffs.form.name),
        "valid_from" => td_string!(locale, tariffs.form.valid_from),
        "bands" => td_string!(locale, tariffs.form.energy),
        "subscription.price" | "subscription.per" => td_string!(locale, tariffs.form.subscription),
        "power" => td_string!(locale, tariffs.form.power),
        "power.kva" => td_string!(locale, tariffs.form.kva),
        "power.per_kva_and_year" => td_string!(locale, tariffs.form.per_kva),
        "power.per_kw_and_year" => td_string!(locale, tariffs.form.per_kw),
        "injection" => td_string!(locale, tariffs.form.injection),
        "vat.energy" => td_string!(locale, tariffs.form.vat_energy),
        "vat.subscription" => td_string!(locale, tariffs.form.vat_subscription),
        "vat.power" => td_string!(locale, tariffs.form.vat_power),
        "vat.injection" => td_string!(locale, tariffs.form.vat_injection),
        other => return other.to_owned(),
    }
    .to_owned()
}

fn in_band(inside: &str, locale: Locale) -> &'static str {
    match inside.rsplit('.').next().unwrap_or_default() {
        "name" => td_string!(locale, tariffs.form.band_name),
        "own" => td_string!(locale, tariffs.form.own),
        "price" => td_string!(locale, tariffs.form.price),
        "from" => td_string!(locale, tariffs.form.from),
        "to" => td_string!(locale, tariffs.form.to),
        "weekdays" => td_string!(locale, tariffs.form.weekdays),
        "season_from" => td_string!(locale, tariffs.form.season_from),
        "season_to" => td_string!(locale, tariffs.form.season_to),
        "colour" => td_string!(locale, tariffs.form.colour),
        _ => td_string!(locale, tariffs.form.windows),
    }
}
