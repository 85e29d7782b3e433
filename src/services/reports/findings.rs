//! What was unusual in the period of a report.

use super::figures::Basis;
use crate::{
    domain::{alert::AlertState, anomaly::Severity, error::AppError, rule::RuleKind},
    services::{App, dashboards::anomalies},
    views::{
        alerts::AlertView,
        report::{AnomalyCounts, Explanation, ReportAnomaly},
    },
};

/// The most that are listed; the counts are of all.
const LISTED: usize = 40;

/// The alerts of the period as the dashboard has them, and their counts. Those that weigh most are listed, latest first.
pub(super) async fn of_period(app: &App, basis: &Basis<'_>) -> Result<(Vec<ReportAnomaly>, AnomalyCounts), AppError> {
    let (table, period) = (basis.table, basis.period);
    let mut alerts = anomalies::of_lines(&app.db, table.zone, &table.lines, (period.first, period.end())).await?;
    let count =
        |wanted: fn(&&AlertView) -> bool| u32::try_from(alerts.iter().filter(wanted).count()).unwrap_or(u32::MAX);
    let counts = AnomalyCounts {
        all: count(|_| true),
        critical: count(|alert| alert.severity == Severity::Critical),
        open: count(|alert| alert.state == AlertState::Open),
    };
    if alerts.len() > LISTED {
        // Stable: of equals the latest stay.
        alerts.sort_by_key(|alert| std::cmp::Reverse((alert.comment.is_some(), alert.severity)));
        alerts.truncate(LISTED);
        alerts.sort_by_key(|alert| std::cmp::Reverse((alert.day, alert.severity)));
    }
    Ok((alerts.into_iter().map(anomaly).collect(), counts))
}

fn anomaly(alert: AlertView) -> ReportAnomaly {
    let compared = !matches!(alert.kind, RuleKind::Silent | RuleKind::ConsentEnding | RuleKind::QualityDrop);
    // Who wrote a comment stays inside: the paper goes from hand to hand.
    let said = alert.comment.filter(|text| !text.trim().is_empty());
    let explanation = said.map(|text| Explanation { text, by: String::new(), on: alert.state_at.day });
    ReportAnomaly {
        rule: alert.kind,
        first: alert.day,
        last: alert.day,
        meter: if alert.meter_label.trim().is_empty() { alert.meter } else { alert.meter_label },
        severity: alert.severity,
        state: alert.state,
        value: Some(alert.value),
        expected: compared.then_some(alert.expected),
        explanation,
    }
}
