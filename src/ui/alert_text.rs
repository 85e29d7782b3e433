//! What an alert says in one sentence.

use super::{
    fill::fill,
    format::{energy, fixed, integer, percent, power},
};
use crate::{
    domain::{notice::Quantity, rule::RuleKind},
    i18n::*,
    views::{alerts::AlertView, format::Language},
};

/// What was found beside what was to be expected.
#[must_use]
pub fn sentence(locale: Locale, alert: &AlertView, language: Language) -> String {
    let text = match alert.kind {
        RuleKind::OverConsumption => td_string!(locale, building.alerts.over_consumption),
        RuleKind::Unusual => td_string!(locale, building.alerts.unusual),
        RuleKind::BaseLoad => td_string!(locale, building.alerts.base_load),
        RuleKind::Night => td_string!(locale, building.alerts.night),
        RuleKind::Peak => td_string!(locale, building.alerts.peak),
        RuleKind::Silent => td_string!(locale, building.alerts.silent),
        RuleKind::ConsentEnding => td_string!(locale, building.alerts.consent_ending),
        RuleKind::QualityDrop => td_string!(locale, building.alerts.quality_drop),
    };
    let (value, expected) = (quantity(locale, alert.value, language), quantity(locale, alert.expected, language));
    let more = alert.percent.map(|more| percent(more, 0, language)).unwrap_or_default();
    fill(text, &[("value", &value), ("expected", &expected), ("percent", &more)])
}

/// A figure with its unit.
fn quantity(locale: Locale, quantity: Quantity, language: Language) -> String {
    match quantity {
        Quantity::Energy(joules) => energy(joules, language),
        Quantity::Power(watts) => power(watts, language),
        Quantity::Apparent(volt_amperes) => format!("{}\u{a0}kVA", fixed(i128::from(volt_amperes), 3, language)),
        Quantity::Days(1) => td_string!(locale, building.alerts.one_day).to_owned(),
        Quantity::Days(days) => fill(td_string!(locale, building.alerts.days), &[("days", &integer(days, language))]),
        #[expect(clippy::cast_precision_loss, reason = "thousandths")]
        Quantity::Share(thousandths) => percent(thousandths as f64 / 10.0, 0, language),
    }
}
