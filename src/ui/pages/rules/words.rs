//! Rules in words.

use crate::{
    domain::{
        access::Role,
        rule::{Channel, Rule, RuleKind},
        tariff::Minute,
    },
    i18n::{Locale, td_string},
    ui::{
        fill::fill,
        format::{Language, integer},
        pages::notifications::words::channel,
    },
    views::rules::{Expected, Field, Origin, Scale, Wrong},
};

/// What is said of one kind.
pub(super) struct KindWords {
    /// A sentence with the rule's numbers in braces.
    pub summary: &'static str,
    /// After the threshold.
    pub unit: &'static str,
    /// After the bounds between severities.
    pub graded: &'static str,
    /// How far it can be trusted.
    pub trust: &'static str,
}

macro_rules! words {
    ($locale:expr, $kind:ident) => {
        KindWords {
            summary: td_string!($locale, rules.kind.$kind.summary),
            unit: td_string!($locale, rules.kind.$kind.unit),
            graded: td_string!($locale, rules.kind.$kind.graded),
            trust: td_string!($locale, rules.kind.$kind.trust),
        }
    };
}

/// The words of a kind.
pub(super) fn of(kind: RuleKind, locale: Locale) -> KindWords {
    match kind {
        RuleKind::OverConsumption => words!(locale, over_consumption),
        RuleKind::Unusual => words!(locale, unusual),
        RuleKind::BaseLoad => words!(locale, base_load),
        RuleKind::Night => words!(locale, night),
        RuleKind::Peak => words!(locale, peak),
        RuleKind::Silent => words!(locale, silent),
        RuleKind::ConsentEnding => words!(locale, consent_ending),
        RuleKind::QualityDrop => words!(locale, quality_drop),
    }
}

/// From which point on a rule raises an alert.
pub(super) fn summary(rule: &Rule, locale: Locale, language: Language) -> String {
    let (of_rule, kind) = (&rule.parameters, rule.kind);
    let (threshold, grades) = (Scale::of_threshold(kind), Scale::of_grades(kind));
    let clock = |minute: Option<Minute>| minute.map(String::from).unwrap_or_default();
    let (from, to) = (clock(of_rule.hours.map(|hours| hours.from)), clock(of_rule.hours.map(|hours| hours.to)));
    let values = [
        ("threshold", threshold.show(of_rule.threshold, language)),
        ("floor", Scale::KilowattHours.show(of_rule.floor.0, language)),
        ("major", grades.show(of_rule.grades.major, language)),
        ("critical", grades.show(of_rule.grades.critical, language)),
        ("from", from),
        ("to", to),
    ];
    let values: Vec<(&str, &dyn std::fmt::Display)> =
        values.iter().map(|(name, value)| (*name, value as &dyn std::fmt::Display)).collect();
    fill(of(kind, locale).summary, &values)
}

/// Whom a rule tells, and how.
pub(super) fn telling(rule: &Rule, locale: Locale, language: Language) -> String {
    if rule.channels.is_empty() {
        return td_string!(locale, rules.tells_nobody).to_owned();
    }
    let ways = rule.channels.iter().map(|of| way(*of, locale)).collect::<Vec<_>>().join(", ");
    let days = integer(i64::from(rule.cooldown_days), language);
    let told = match rule.cooldown_days {
        0 => fill(td_string!(locale, rules.tells_always), &[("ways", &ways)]),
        1 => fill(td_string!(locale, rules.tells_day), &[("ways", &ways)]),
        _ => fill(td_string!(locale, rules.tells), &[("ways", &ways), ("days", &days)]),
    };
    let Some(escalation) = rule.escalation else { return told };
    let frame = match escalation.role {
        Role::Syndic => td_string!(locale, rules.escalates_syndic),
        Role::Owner => td_string!(locale, rules.escalates_owner),
    };
    format!("{told} {}", fill(frame, &[("hours", &escalation.after_hours)]))
}

/// What a way is called here.
pub(super) fn way(of: Channel, locale: Locale) -> &'static str {
    match of {
        Channel::InApp => td_string!(locale, rules.way_in_app),
        other => channel(other, locale),
    }
}

/// Where a rule comes from.
pub(super) fn origin(of: Origin, locale: Locale) -> &'static str {
    match of {
        Origin::Delivered => td_string!(locale, rules.origin_delivered),
        Origin::Organisation => td_string!(locale, rules.origin_organisation),
        Origin::Building => td_string!(locale, rules.origin_building),
    }
}

/// What goes back to that rule.
pub(super) fn reset(of: Origin, locale: Locale) -> &'static str {
    match of {
        Origin::Delivered => td_string!(locale, rules.reset_delivered),
        Origin::Organisation => td_string!(locale, rules.reset_organisation),
        Origin::Building => td_string!(locale, rules.reset_building),
    }
}

/// What a field is called.
pub(super) fn field(of: Field, locale: Locale) -> &'static str {
    match of {
        Field::Threshold => td_string!(locale, rules.threshold),
        Field::Floor => td_string!(locale, rules.floor),
        Field::From => td_string!(locale, rules.from),
        Field::To => td_string!(locale, rules.to),
        Field::Major => td_string!(locale, rules.major),
        Field::Critical => td_string!(locale, rules.critical),
        Field::Severity => td_string!(locale, rules.always),
        Field::Cooldown => td_string!(locale, rules.cooldown),
        Field::Channels => td_string!(locale, rules.ways),
        Field::AfterHours => td_string!(locale, rules.after_hours),
        Field::Role => td_string!(locale, rules.role),
    }
}

/// What a field must hold instead.
pub(super) fn wrong(kind: RuleKind, of: &Wrong, locale: Locale, language: Language) -> String {
    let scale = of.field.scale(kind).unwrap_or(Scale::Whole);
    let expected = match of.expected {
        Expected::Number if scale == Scale::Whole => td_string!(locale, rules.wrong_whole).to_owned(),
        Expected::Number => td_string!(locale, rules.wrong_number).to_owned(),
        Expected::Within(least, most) => {
            let (least, most) = (scale.show(least, language), scale.show(most, language));
            fill(td_string!(locale, rules.wrong_within), &[("least", &least), ("most", &most)])
        }
        Expected::Time => td_string!(locale, rules.wrong_time).to_owned(),
        Expected::PartOfDay => td_string!(locale, rules.wrong_part).to_owned(),
        Expected::Order => td_string!(locale, rules.wrong_order).to_owned(),
        Expected::Something if of.field == Field::Channels => td_string!(locale, rules.wrong_channels).to_owned(),
        Expected::Something => td_string!(locale, rules.wrong_something).to_owned(),
    };
    fill(td_string!(locale, rules.wrong), &[("expected", &expected)])
}
