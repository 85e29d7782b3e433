//! What was unusual, where it stands, and what somebody said about it.

use crate::{
    domain::{anomaly::Severity, rule::RuleKind},
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            style::{CELL, CRITICAL, Colour, MAJOR, MINOR, NOTE},
            table::{Cell, Column, Row, Table},
        },
        reader::Reader,
    },
    views::{
        format::{date, energy, fill, power},
        report::{Amount, AnomalyState, Explanation, ReportAnomaly},
    },
};

/// One table.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let (locale, report) = (reader.locale, reader.report);
    flow.section(td_string!(locale, report.anomalies.heading), 70.0, |flow| {
        if report.anomalies.is_empty() {
            flow.paragraph(NOTE, td_string!(locale, report.anomalies.none));
        } else {
            table(reader).draw(flow);
        }
        let listed = u32::try_from(report.anomalies.len()).unwrap_or(u32::MAX);
        match report.anomaly_counts.all.saturating_sub(listed) {
            0 => {}
            1 => flow.paragraph(NOTE, td_string!(locale, report.anomalies.left_out_one)),
            more => {
                let text = td_string!(locale, report.anomalies.left_out);
                flow.paragraph(NOTE, &fill(text, &[("count", &reader.count(more))]));
            }
        }
    });
}

fn table(reader: &Reader<'_>) -> Table {
    let locale = reader.locale;
    Table {
        summary: td_string!(locale, report.anomalies.heading).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.anomalies.date)),
            Column::words(td_string!(locale, report.anomalies.finding)),
            Column::words(td_string!(locale, report.anomalies.severity)),
            Column::words(td_string!(locale, report.anomalies.state)),
        ],
        rows: reader.report.anomalies.iter().map(|anomaly| row(reader, anomaly)).collect(),
    }
}

fn row(reader: &Reader<'_>, anomaly: &ReportAnomaly) -> Row {
    let (severity, colour) = severity(reader, anomaly.severity);
    let mut finding = format!("{}, {}", rule(reader, anomaly.rule), one_line(&anomaly.meter));
    if let Some(amounts) = amounts(reader, anomaly) {
        finding = format!("{finding}\n{amounts}");
    }
    if let Some(explanation) = &anomaly.explanation {
        finding = format!("{finding}\n{}", explained(reader, explanation));
    }
    let cells = vec![
        Cell::Text(reader.stretch(anomaly.first, anomaly.last)),
        Cell::Text(finding),
        Cell::Coloured(format!("{}\u{a0}{severity}", anomaly.severity.mark()), colour),
        Cell::Text(state(reader, anomaly.state).to_owned()),
    ];
    Row { cells, style: CELL, ruled: false }
}

/// Line breaks inside what people wrote.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn amounts(reader: &Reader<'_>, anomaly: &ReportAnomaly) -> Option<String> {
    let value = amount(reader, anomaly.value?);
    let Some(usual) = anomaly.expected else { return Some(Reader::capitalised(&value)) };
    let expected = amount(reader, usual);
    let percent = match (anomaly.value?, usual) {
        (Amount::Energy(value), Amount::Energy(usual)) => reader.against(Some(value), Some(usual)),
        #[expect(clippy::cast_precision_loss, reason = "watts of a meter")]
        (Amount::Power(value), Amount::Power(usual)) if usual != 0 => Some((value as f64 / usual as f64 - 1.0) * 100.0),
        _ => None,
    };
    Some(match percent {
        Some(percent) => fill(
            td_string!(reader.locale, report.anomalies.instead),
            &[("value", &value), ("expected", &expected), ("change", &reader.signed(Some(percent)))],
        ),
        None => {
            fill(td_string!(reader.locale, report.anomalies.expected), &[("value", &value), ("expected", &expected)])
        }
    })
}

fn amount(reader: &Reader<'_>, amount: Amount) -> String {
    match amount {
        Amount::Energy(value) => energy(value, reader.language),
        Amount::Power(watts) => power(watts, reader.language),
        Amount::Days(1) => td_string!(reader.locale, report.anomalies.days_one).to_owned(),
        Amount::Days(days) => fill(td_string!(reader.locale, report.anomalies.days), &[("days", &reader.count(days))]),
        Amount::PerMille(part) => reader.per_mille(part),
    }
}

fn explained(reader: &Reader<'_>, explanation: &Explanation) -> String {
    let (text, by, on) = (one_line(&explanation.text), &explanation.by, date(explanation.on, reader.language));
    if by.is_empty() {
        let words = td_string!(reader.locale, report.anomalies.explanation_plain);
        return fill(words, &[("on", &on), ("text", &text)]);
    }
    let words = td_string!(reader.locale, report.anomalies.explanation);
    fill(words, &[("by", by), ("on", &on), ("text", &text)])
}

fn rule(reader: &Reader<'_>, kind: RuleKind) -> &'static str {
    let locale = reader.locale;
    match kind {
        RuleKind::OverConsumption => td_string!(locale, report.anomalies.rule_over_consumption),
        RuleKind::Unusual => td_string!(locale, report.anomalies.rule_unusual),
        RuleKind::BaseLoad => td_string!(locale, report.anomalies.rule_base_load),
        RuleKind::Night => td_string!(locale, report.anomalies.rule_night),
        RuleKind::Peak => td_string!(locale, report.anomalies.rule_peak),
        RuleKind::Silent => td_string!(locale, report.anomalies.rule_silent),
        RuleKind::ConsentEnding => td_string!(locale, report.anomalies.rule_consent_ending),
        RuleKind::QualityDrop => td_string!(locale, report.anomalies.rule_quality_drop),
    }
}

fn state(reader: &Reader<'_>, state: AnomalyState) -> &'static str {
    let locale = reader.locale;
    match state {
        AnomalyState::Open => td_string!(locale, report.anomalies.state_open),
        AnomalyState::Acknowledged => td_string!(locale, report.anomalies.state_acknowledged),
        AnomalyState::Explained => td_string!(locale, report.anomalies.state_explained),
        AnomalyState::Resolved => td_string!(locale, report.anomalies.state_resolved),
    }
}

fn severity(reader: &Reader<'_>, severity: Severity) -> (&'static str, Colour) {
    let locale = reader.locale;
    match severity {
        Severity::Minor => (td_string!(locale, common.severity_minor), MINOR),
        Severity::Major => (td_string!(locale, common.severity_major), MAJOR),
        Severity::Critical => (td_string!(locale, common.severity_critical), CRITICAL),
    }
}
