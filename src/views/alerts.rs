//! What screens are told about alerts.

use super::shared::WallTime;
use crate::domain::{
    alert::AlertState,
    anomaly::Severity,
    id::{BuildingId, UsagePointId},
    notice::Quantity,
    rule::RuleKind,
    time::LocalDay,
};
use serde::{Deserialize, Serialize};

/// An alert with where it was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertView {
    /// The kind of rule that found it.
    pub kind: RuleKind,
    /// The local day that it is about.
    pub day: LocalDay,
    /// The meter.
    pub meter_id: UsagePointId,
    /// Its number.
    pub meter: String,
    /// Its label, may be empty.
    pub meter_label: String,
    /// How grave.
    pub severity: Severity,
    /// What was found.
    pub value: Quantity,
    /// What was to be expected.
    pub expected: Quantity,
    /// Value over expected minus one, in per cent; `None` where the two are not compared so.
    pub percent: Option<f64>,
    /// Where it is in its life.
    pub state: AlertState,
    /// When that last changed.
    pub state_at: WallTime,
    /// What was said of it.
    pub comment: Option<String>,
}

/// An alert in the list of all buildings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertRow {
    /// Where.
    pub building: BuildingId,
    /// How the building is called.
    pub building_name: String,
    /// What.
    pub alert: AlertView,
}

/// The list of all buildings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertsView {
    /// What is open first, then the gravest and latest.
    pub rows: Vec<AlertRow>,
    /// The first local day looked at.
    pub first_day: LocalDay,
    /// Whether the reader may change them.
    pub can_manage: bool,
}
