//! A change of an alert in words.

use super::{Block, News, locale_of, quantity::quantity, topic};
use crate::{
    domain::{anomaly::Severity, notice::ChangeState, rule::RuleKind},
    i18n::{Locale, td_string},
    views::format::{Language, date, fill, signed_percent},
};

/// The subject line.
pub(super) fn subject(news: &News, language: Language) -> String {
    let locale = locale_of(language);
    let frame = match news.change.state {
        ChangeState::Opened => td_string!(locale, notices.subject_opened),
        ChangeState::Worsened => td_string!(locale, notices.subject_worsened),
        ChangeState::Escalated => td_string!(locale, notices.subject_escalated),
        ChangeState::Resolved => td_string!(locale, notices.subject_resolved),
    };
    let topic = topic::of(news.change.kind, locale);
    let (day, severity) = (date(news.change.day, language), severity(news.change.severity, locale));
    fill(frame, &[("title", &topic.title), ("day", &day), ("severity", &severity), ("building", &news.building)])
}

/// The change by itself: everything that is known.
pub(super) fn block(news: &News, language: Language) -> Block {
    let locale = locale_of(language);
    let topic = topic::of(news.change.kind, locale);
    let owned = |items: Vec<&str>| items.into_iter().map(str::to_owned).collect();
    let lists = match news.change.state {
        ChangeState::Resolved => Vec::new(),
        _ => vec![
            (td_string!(locale, notices.causes).to_owned(), owned(topic.causes)),
            (td_string!(locale, notices.advice).to_owned(), owned(topic.advice)),
        ],
    };
    Block { facts: facts(news, locale, language), lists, ..short(news, language) }
}

/// The change among others: a title, sentences, a link.
pub(super) fn short(news: &News, language: Language) -> Block {
    let locale = locale_of(language);
    let lead = lead(news, locale, language);
    let lines = match news.change.state {
        ChangeState::Opened => vec![lead],
        ChangeState::Worsened => vec![lead, td_string!(locale, notices.worsened).to_owned()],
        ChangeState::Escalated => vec![lead, td_string!(locale, notices.escalated).to_owned()],
        ChangeState::Resolved => vec![td_string!(locale, notices.resolved).to_owned(), lead],
    };
    Block {
        title: subject(news, language),
        severity: Some(news.change.severity).filter(|_| news.change.state != ChangeState::Resolved),
        lines,
        facts: Vec::new(),
        lists: Vec::new(),
        link: Some((td_string!(locale, notices.open).to_owned(), news.link.clone())),
    }
}

/// "Majeure", as on the screens.
pub(super) fn severity(severity: Severity, locale: Locale) -> &'static str {
    match severity {
        Severity::Minor => td_string!(locale, common.severity_minor),
        Severity::Major => td_string!(locale, common.severity_major),
        Severity::Critical => td_string!(locale, common.severity_critical),
    }
}

/// How far above usual, `+40,1 %`; `None` when that cannot be said.
fn difference(news: &News, language: Language) -> Option<String> {
    let above = news.change.value?.percent_above(news.change.expected?)?;
    Some(signed_percent(above, 1, language))
}

/// The topic's sentence; a plainer one when a figure that it needs is not known.
fn lead(news: &News, locale: Locale, language: Language) -> String {
    let topic = topic::of(news.change.kind, locale);
    let figure = |value: Option<_>| value.map(|value| quantity(value, locale, language));
    let known = [
        ("{value}", figure(news.change.value)),
        ("{expected}", figure(news.change.expected)),
        ("{difference}", difference(news, language)),
    ];
    let complete = known.iter().all(|(name, text)| text.is_some() || !topic.lead.contains(name));
    let frame = if complete { topic.lead } else { td_string!(locale, notices.plain_lead) };
    let place = match &news.meter {
        Some(meter) => format!("{meter} ({})", news.building),
        None => news.building.clone(),
    };
    let [value, expected, difference] = known.map(|(_, text)| text.unwrap_or_default());
    let day = date(news.change.day, language);
    // Names last: what they hold is not filled in again.
    let values: [(&str, &dyn std::fmt::Display); 6] = [
        ("title", &topic.title),
        ("day", &day),
        ("value", &value),
        ("expected", &expected),
        ("difference", &difference),
        ("place", &place),
    ];
    fill(frame, &values)
}

fn facts(news: &News, locale: Locale, language: Language) -> Vec<(String, String)> {
    let change = &news.change;
    let usual = match change.kind {
        RuleKind::OverConsumption => td_string!(locale, notices.label_mean),
        RuleKind::Peak => td_string!(locale, notices.label_subscribed),
        _ => td_string!(locale, notices.label_usual),
    };
    let figure = |value: Option<_>| value.map(|value| quantity(value, locale, language));
    let rows = [
        (td_string!(locale, notices.label_building), Some(news.building.clone())),
        (td_string!(locale, notices.label_meter), news.meter.clone()),
        (td_string!(locale, notices.label_day), Some(date(change.day, language))),
        (td_string!(locale, notices.label_value), figure(change.value)),
        (usual, figure(change.expected)),
        (td_string!(locale, notices.label_difference), difference(news, language)),
        (td_string!(locale, notices.label_severity), Some(severity(change.severity, locale).to_owned())),
    ];
    rows.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?))).collect()
}
