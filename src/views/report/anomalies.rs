//! What was unusual in the period of a report.

use crate::domain::{alert::AlertState, anomaly::Severity, notice::Quantity, rule::RuleKind, time::LocalDay};
use serde::{Deserialize, Serialize};

/// Something unusual.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportAnomaly {
    /// Which rule saw it.
    pub rule: RuleKind,
    /// First local day.
    pub first: LocalDay,
    /// Last local day; the first one when it lasted a day.
    pub last: LocalDay,
    /// Label or number of the meter.
    pub meter: String,
    /// How grave.
    pub severity: Severity,
    /// Where it stands.
    pub state: AlertState,
    /// What was seen.
    pub value: Option<Quantity>,
    /// What is usual; `None` where the rule compares with nothing.
    pub expected: Option<Quantity>,
    /// What somebody wrote about it.
    pub explanation: Option<Explanation>,
}

/// Anomalies of the period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnomalyCounts {
    /// All of them.
    pub all: u32,
    /// Of these, critical ones.
    pub critical: u32,
    /// Of these, ones that nobody has looked at.
    pub open: u32,
}

/// A comment on an anomaly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The comment.
    pub text: String,
    /// Who wrote it; empty when unknown.
    pub by: String,
    /// When.
    pub on: LocalDay,
}
