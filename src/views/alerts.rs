//! What screens are told about alerts.

use super::{building::ChartView, shared::WallTime};
use crate::domain::{
    alert::AlertState,
    anomaly::Severity,
    id::{BuildingId, UsagePointId},
    notice::Quantity,
    rule::{Channel, RuleKind},
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

/// The page of one alert.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertPageView {
    /// Where.
    pub building: BuildingId,
    /// How the building is called.
    pub building_name: String,
    /// Whether the reader may change it.
    pub can_manage: bool,
    /// What.
    pub alert: AlertView,
    /// Whether corrected values took it away.
    pub withdrawn: bool,
    /// One sentence: what happened, and how much more than usual.
    pub lead: String,
    /// Label and value.
    pub facts: Vec<(String, String)>,
    /// Heading and entries: probable causes in order, what to do.
    pub lists: Vec<(String, Vec<String>)>,
    /// The curve of that day over what is usual, where anything of it is known.
    pub curve: Option<ChartView>,
    /// What became of it, the latest last.
    pub history: Vec<AlertStep>,
}

/// Something that happened to an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertStep {
    /// When.
    pub at: WallTime,
    /// What.
    pub what: Happened,
}

/// What happened to an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happened {
    /// A rule found it.
    Found,
    /// People were told.
    Told {
        /// What.
        news: ToldNews,
        /// On which way.
        channel: Channel,
        /// Who, for those who manage the building.
        names: Vec<String>,
        /// How many.
        count: u32,
        /// How many of these messages could not be sent.
        failed: u32,
    },
    /// It came into the state that it has now.
    Changed {
        /// Which.
        state: AlertState,
        /// By whom, for those who manage the building; `None`: values did, or they are gone.
        by: Option<String>,
    },
    /// Corrected values took it away.
    Withdrawn,
}

/// What people were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToldNews {
    /// That there is an alert, this grave.
    Open(Severity),
    /// That nobody has looked at it.
    Escalated,
    /// That it is over.
    Over,
}
