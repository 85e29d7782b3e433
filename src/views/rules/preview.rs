//! What a rule would have raised.

use crate::domain::{
    anomaly::Severity,
    id::{BuildingId, UsagePointId},
    notice::Quantity,
    time::{LocalDay, Period},
};
use serde::{Deserialize, Serialize};

/// What the typed rule would have raised over the last twelve months, beside the one that counts now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewView {
    /// The first local day looked at.
    pub first: LocalDay,
    /// The last one.
    pub last: LocalDay,
    /// How many meters were looked at.
    pub meters: u32,
    /// How many the scope has; more than `meters` where the preview was cut.
    pub meters_in_scope: u32,
    /// Local days of which these meters have data, added up: what a rate is counted over.
    pub meter_days: u32,
    /// By the typed rule.
    pub typed: Outcome,
    /// By the rule that counts now.
    pub now: Outcome,
    /// The latest days on which the typed rule would have raised something, at most [`PreviewView::MOST_DAYS`].
    pub days: Vec<PreviewDay>,
}

impl PreviewView {
    /// Of more days only the number is told.
    pub const MOST_DAYS: usize = 100;
}

/// What one rule would have raised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Month by month.
    pub months: Vec<MonthCounts>,
    /// Of how many of them people would have been told, the cooldown considered.
    pub told: u32,
}

impl Outcome {
    /// How many it would have raised.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.months.iter().map(MonthCounts::total).sum()
    }
}

/// The alerts of a month by severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthCounts {
    /// The month.
    pub month: Period,
    /// Lightest.
    pub minor: u32,
    /// Graver.
    pub major: u32,
    /// Gravest.
    pub critical: u32,
}

impl MonthCounts {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Minor => self.minor += 1,
            Severity::Major => self.major += 1,
            Severity::Critical => self.critical += 1,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.minor + self.major + self.critical
    }
}

/// A day on which something would have been raised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewDay {
    /// The building.
    pub building: BuildingId,
    /// Its name.
    pub building_name: String,
    /// The meter.
    pub meter: UsagePointId,
    /// What it is called.
    pub meter_name: String,
    /// The local day.
    pub day: LocalDay,
    /// How grave.
    pub severity: Severity,
    /// What would have been found.
    pub value: Quantity,
    /// What was to be expected.
    pub expected: Quantity,
    /// Whether people would have been told.
    pub told: bool,
}
