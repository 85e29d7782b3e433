//! Importing a file: the preview before anything is written, and the outcome.

use super::{building::BuildingHeader, shared::WallTime};
use crate::domain::{
    id::{ImportId, UsagePointId},
    provider::ProviderId,
    series::SeriesKind,
};
use serde::{Deserialize, Serialize};

/// The import screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportPage {
    /// The building.
    pub header: BuildingHeader,
    /// The largest file that is taken, in megabytes.
    pub max_mb: u32,
    /// The file that waits for its confirmation.
    pub preview: Option<ImportPreview>,
    /// Files imported before, the last one first.
    pub imported: Vec<ImportRecord>,
}

/// A file that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// As uploaded.
    pub file_name: String,
    /// When it was confirmed.
    pub at: WallTime,
    /// Values that were new or changed.
    pub written: i64,
}

/// What a file holds and what importing it would do. Nothing is stored yet but the file itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportPreview {
    /// To confirm with.
    pub id: ImportId,
    /// As uploaded.
    pub file_name: String,
    /// "Fluvius, quarts d'heure": the format's stable name, translated by the screen.
    pub format: String,
    /// One entry for each meter and series.
    pub series: Vec<ImportSeries>,
}

/// One series of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportSeries {
    /// PRM or EAN in the file.
    pub number: String,
    /// The number is new here and its check digit is wrong: a warning that the user overrides.
    pub check_digit_wrong: bool,
    /// The operator that writes this format.
    pub provider: ProviderId,
    /// The meter of this building that has the number; `None`: confirming adds it.
    pub meter: Option<UsagePointId>,
    /// What is measured.
    pub kind: SeriesKind,
    /// Start of the first interval.
    pub first: WallTime,
    /// End of the last interval.
    pub last: WallTime,
    /// Step in minutes; `None` when it changes inside the file.
    pub step_minutes: Option<i64>,
    /// Intervals with a value.
    pub values: u32,
    /// Intervals of which the file says that there is no value.
    pub nulls: u32,
    /// Sum of the values in the series' stored unit.
    pub total: i64,
    /// Stretches without any row between `first` and `last`.
    pub gaps: Vec<ImportGap>,
    /// What is stored already.
    pub overlap: ImportOverlap,
}

/// A stretch without any row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportGap {
    /// Where it begins.
    pub from: WallTime,
    /// Where it ends.
    pub to: WallTime,
}

/// What confirming would do to each interval of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOverlap {
    /// Not stored yet.
    pub new: u32,
    /// Stored with the same value.
    pub same: u32,
    /// Stored, and replaced by the file: it is better or a correction.
    pub replaced: u32,
    /// Stored, and kept: it is better than the file's.
    pub kept: u32,
}

/// After confirming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOutcome {
    /// Values that were new or changed.
    pub written: u32,
    /// Values that changed nothing.
    pub unchanged: u32,
    /// The meter to look at.
    pub meter: UsagePointId,
    /// A local day of the file's last data, to open the dashboard there.
    pub last_day: crate::domain::time::LocalDay,
}
