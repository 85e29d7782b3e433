//! What an alert says in one sentence.

use super::{
    fill::fill,
    format::{energy, fixed, integer, percent, power},
};
use crate::{
    domain::{alert::AlertState, notice::Quantity, rule::RuleKind},
    i18n::*,
    views::{alerts::AlertView, format::Language},
};

/// What a kind of rule is called.
#[must_use]
pub fn title(locale: Locale, kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::OverConsumption => td_string!(locale, notices.over_consumption.title),
        RuleKind::Unusual => td_string!(locale, notices.unusual.title),
        RuleKind::BaseLoad => td_string!(locale, notices.base_load.title),
        RuleKind::Night => td_string!(locale, notices.night.title),
        RuleKind::Peak => td_string!(locale, notices.peak.title),
        RuleKind::Silent => td_string!(locale, notices.silent.title),
        RuleKind::ConsentEnding => td_string!(locale, notices.consent_ending.title),
        RuleKind::QualityDrop => td_string!(locale, notices.quality_drop.title),
    }
}

/// What a state of an alert is called.
#[must_use]
pub fn state(locale: Locale, state: AlertState) -> &'static str {
    match state {
        AlertState::Open => td_string!(locale, alerts.state_open),
        AlertState::Acknowledged => td_string!(locale, alerts.state_acknowledged),
        AlertState::Explained => td_string!(locale, alerts.state_explained),
        AlertState::Resolved => td_string!(locale, alerts.state_resolved),
    }
}

/// Where an alert has its page.
#[must_use]
pub fn address(alert: &AlertView) -> String {
    format!("/alerts/{}/{}/{}", alert.meter_id, alert.kind.as_str(), alert.day)
}

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
#[must_use]
pub fn quantity(locale: Locale, quantity: Quantity, language: Language) -> String {
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
