//! What was unusual, where it stands, and what somebody said about it.

use crate::{
    domain::{alert::AlertState, anomaly::Severity, notice::Quantity, rule::RuleKind},
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
        format::{capitalised, date, energy, fill, fixed, integer, power},
        report::{Explanation, ReportAnomaly},
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
    let Some(usual) = anomaly.expected else { return Some(capitalised(&value)) };
    let expected = amount(reader, usual);
    let percent = anomaly.value?.percent_above(usual);
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

fn amount(reader: &Reader<'_>, amount: Quantity) -> String {
    let (locale, language) = (reader.locale, reader.language);
    match amount {
        Quantity::Energy(value) => energy(value, language),
        Quantity::Power(watts) => power(watts, language),
        Quantity::Apparent(volt_amperes) => {
            format!("{}\u{a0}kVA", fixed((i128::from(volt_amperes) + 50) / 100, 1, language))
        }
        Quantity::Days(1) => td_string!(locale, report.anomalies.days_one).to_owned(),
        Quantity::Days(days) => fill(td_string!(locale, report.anomalies.days), &[("days", &integer(days, language))]),
        Quantity::Share(part) => reader.per_mille(u32::try_from(part).unwrap_or_default()),
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

fn state(reader: &Reader<'_>, state: AlertState) -> &'static str {
    let locale = reader.locale;
    match state {
        AlertState::Open => td_string!(locale, report.anomalies.state_open),
        AlertState::Acknowledged => td_string!(locale, report.anomalies.state_acknowledged),
        AlertState::Explained => td_string!(locale, report.anomalies.state_explained),
        AlertState::Resolved => td_string!(locale, report.anomalies.state_resolved),
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
