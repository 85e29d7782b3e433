//! A change of an alert's state, of which people are told.

use super::Quantity;
use crate::domain::{
    access::Role,
    anomaly::Severity,
    id::{BuildingId, OrganisationId, UsagePointId},
    rule::{Channel, RuleKind},
    time::{Instant, LocalDay},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// It is new.
    Opened,
    /// A correction or more data made it graver.
    Worsened,
    /// Nobody has acknowledged it in time.
    Escalated,
    /// It is over, or corrected data took it away.
    Resolved,
}

/// One change of one alert: everything that a message says of it, apart from names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertChange {
    /// Whose alert.
    pub organisation: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Of which meter; `None` when it is about the building as a whole.
    pub usage_point: Option<UsagePointId>,
    /// Names the alert for ever within its organisation, e.g. meter, rule and day. Whatever is computed again about the
    /// same alert has the same key.
    pub alert: String,
    /// What it is about.
    pub kind: RuleKind,
    /// How grave it is now.
    pub severity: Severity,
    /// The local day it is about.
    pub day: LocalDay,
    /// What was seen.
    pub value: Option<Quantity>,
    /// What was usual or allowed.
    pub expected: Option<Quantity>,
    /// What has changed.
    pub state: ChangeState,
    /// The ways that its rule allows.
    pub channels: BTreeSet<Channel>,
    /// Only people of this role are told; `None`: everybody in scope.
    pub only: Option<Role>,
    /// When it changed.
    pub at: Instant,
}

/// What somebody has been told about an alert. Each of these is said once to the same person on the same way, whatever
/// happens in between: a correction that comes and goes does not write again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Told {
    /// That there is an alert, this grave.
    Open(Severity),
    /// That nobody has looked at it.
    Escalated(Severity),
    /// That it is over.
    Over,
}

impl Told {
    /// What a change says.
    #[must_use]
    pub fn of(change: &AlertChange) -> Self {
        match change.state {
            ChangeState::Opened | ChangeState::Worsened => Self::Open(change.severity),
            ChangeState::Escalated => Self::Escalated(change.severity),
            ChangeState::Resolved => Self::Over,
        }
    }

    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open(severity) => severity.as_str(),
            Self::Escalated(Severity::Minor) => "EscalatedMinor",
            Self::Escalated(Severity::Major) => "EscalatedMajor",
            Self::Escalated(Severity::Critical) => "EscalatedCritical",
            Self::Over => "Over",
        }
    }

    /// From the stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match (name, name.strip_prefix("Escalated")) {
            ("Over", _) => Some(Self::Over),
            (_, Some(severity)) => Severity::from_name(severity).map(Self::Escalated),
            (severity, None) => Severity::from_name(severity).map(Self::Open),
        }
    }

    /// Whether `self` says nothing new to who was told `before`. An alert that was critical once, was corrected and is
    /// back as a minor one is no news.
    #[must_use]
    pub fn is_covered_by(self, before: Self) -> bool {
        match (self, before) {
            (Self::Open(now), Self::Open(known)) | (Self::Escalated(now), Self::Escalated(known)) => now <= known,
            (one, other) => one == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for severity in [Severity::Minor, Severity::Major, Severity::Critical] {
            for told in [Told::Open(severity), Told::Escalated(severity), Told::Over] {
                assert_eq!(Told::from_name(told.as_str()), Some(told));
            }
        }
        assert_eq!(Told::from_name("Escalated"), None);
    }

    #[test]
    fn only_what_is_graver_is_news() {
        let (minor, critical) = (Told::Open(Severity::Minor), Told::Open(Severity::Critical));
        assert!(minor.is_covered_by(critical) && minor.is_covered_by(minor));
        assert!(!critical.is_covered_by(minor));
        assert!(!Told::Over.is_covered_by(critical) && Told::Over.is_covered_by(Told::Over));
        assert!(!Told::Escalated(Severity::Minor).is_covered_by(critical));
    }
}
