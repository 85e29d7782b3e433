//! A report that is made in the background.

use super::{
    id::{BatchId, BuildingId, OrganisationId, ReportId, UserId},
    language::Language,
    time::{Instant, Period},
};
use serde::{Deserialize, Serialize};

/// How long a made report is kept, in days. The figures stay; a report can be made again at any time.
pub const KEPT_DAYS: i64 = 90;

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ReportState {
    /// It waits.
    Queued,
    /// It is being made.
    Running,
    /// The file is there.
    Done,
    /// There will be no file; ask again.
    Failed,
}

impl ReportState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Running, Self::Done, Self::Failed];

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// From that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether nothing more will happen.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

/// A report that somebody has asked for, or that a month has brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Identifier.
    pub id: ReportId,
    /// Whose building.
    pub organisation: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Who asked; `None`: it was made for those who get one every month.
    pub user: Option<UserId>,
    /// The same for all that were asked for at once.
    pub batch: BatchId,
    /// What is reported.
    pub period: Period,
    /// The reader's.
    pub language: Language,
    /// Where it stands.
    pub state: ReportState,
    /// Name and bytes of the file, once it is there.
    pub file: Option<(String, u64)>,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was made or given up.
    pub finished_at: Option<Instant>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        assert!(ReportState::ALL.into_iter().all(|state| ReportState::from_name(state.as_str()) == Some(state)));
        assert_eq!(ReportState::from_name("lost"), None);
    }
}
