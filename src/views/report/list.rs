//! The page of all reports.

use crate::{
    domain::{
        id::{BatchId, BuildingId, ReportId},
        report::ReportState,
        time::{LocalDay, Period},
    },
    views::{format::Language, shared::WallTime},
};
use serde::{Deserialize, Serialize};

/// What was asked for, how far it is, and who gets what every month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportsView {
    /// Latest first.
    pub rows: Vec<ReportRow>,
    /// What the reader has last asked for at once; `None`: nothing that is still kept.
    pub batch: Option<ReportBatch>,
    /// Every building that the reader may see, by name.
    pub buildings: Vec<ReportSubscription>,
    /// Whether they get the report of every building, also of those to come.
    pub all: bool,
    /// Whether this instance can send e-mails.
    pub email: bool,
    /// The language of the e-mails.
    pub language: Language,
    /// The last month that is over.
    pub month: Period,
    /// Today where most buildings are.
    pub today: LocalDay,
}

/// Reports that were asked for at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportBatch {
    /// Identifier.
    pub id: BatchId,
    /// What is reported.
    pub period: Period,
    /// How many.
    pub total: u32,
    /// Of these, made.
    pub done: u32,
    /// Of these, given up.
    pub failed: u32,
}

impl ReportBatch {
    /// Whether nothing more will happen.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.done + self.failed >= self.total
    }
}

/// A report of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    /// Identifier.
    pub id: ReportId,
    /// Of which building.
    pub building: BuildingId,
    /// How it is called.
    pub name: String,
    /// What is reported.
    pub period: Period,
    /// The reader's.
    pub language: Language,
    /// Where it stands.
    pub state: ReportState,
    /// Bytes of the file.
    pub size: Option<u64>,
    /// When it was asked for, by the building's clock.
    pub asked_at: WallTime,
    /// Whether it was made for those who get one every month.
    pub monthly: bool,
}

/// Whether somebody gets the report of a building every month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSubscription {
    /// Of which building.
    pub building: BuildingId,
    /// How it is called.
    pub name: String,
    /// Whether it is named in what they get.
    pub wanted: bool,
}
