//! What was unusual in the period of a report.

use crate::domain::{anomaly::Severity, rule::RuleKind, time::LocalDay, units::Joules};
use serde::{Deserialize, Serialize};

/// Where an anomaly stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnomalyState {
    /// Nobody has looked at it.
    Open,
    /// Somebody has.
    Acknowledged,
    /// Somebody said why.
    Explained,
    /// Over, or corrected by new data.
    Resolved,
}

/// How much, in the unit of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Energy.
    Energy(Joules),
    /// Watts.
    Power(i64),
    /// Days.
    Days(u32),
    /// A part of the whole.
    PerMille(u32),
}

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
    pub state: AnomalyState,
    /// What was seen.
    pub value: Option<Amount>,
    /// What is usual.
    pub expected: Option<Amount>,
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
