//! A run of the synchronisation and what one request of it came to.

use super::{
    id::{SyncRunId, UsagePointId},
    time::{Instant, LocalDay},
};
use serde::{Deserialize, Serialize};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SyncState {
    /// Wanted, not begun; or cut off and to be resumed.
    Queued,
    /// At work.
    Running,
    /// Every planned day was asked for; some may have no data, see the counts.
    Done,
    /// Stopped by an error that trying again soon cannot help.
    Failed,
}

impl SyncState {
    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// From the stored name; unknown names read as [`SyncState::Failed`].
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "queued" => Self::Queued,
            "running" => Self::Running,
            "done" => Self::Done,
            _ => Self::Failed,
        }
    }

    /// Whether nothing more will happen.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

/// Why a run is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunKind {
    /// What the whole history lacks, or days that somebody chose. Yields to the other kind.
    History,
    /// By the clock: recent days, and holes for which late values may have come.
    Routine,
}

impl RunKind {
    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::History => "history",
            Self::Routine => "routine",
        }
    }

    /// From the stored name; unknown names read as [`RunKind::History`].
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        if name == "routine" { Self::Routine } else { Self::History }
    }
}

/// Why a run could not get data, in the terms of the user. Each has a text in three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SyncProblem {
    /// The operator no longer accepts the consent: renew it.
    ConsentNeeded,
    /// The operator does not find the consent, which may be its own mistake: it is asked again tomorrow.
    ConsentInDoubt,
    /// The operator has no load curve for this meter: collection is not activated, or there are no data yet.
    NoData,
    /// The operator's service is down or faulty; we try again later.
    OperatorFault,
    /// The quota is used up; we go on when it allows.
    QuotaReached,
    /// Our application lacks a subscription or its keys are wrong: for the person who hosts.
    NotSubscribed,
    /// The operator refused a request as malformed: our fault.
    OurFault,
}

impl SyncProblem {
    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ConsentNeeded => "consent_needed",
            Self::ConsentInDoubt => "consent_in_doubt",
            Self::NoData => "no_data",
            Self::OperatorFault => "operator_fault",
            Self::QuotaReached => "quota_reached",
            Self::NotSubscribed => "not_subscribed",
            Self::OurFault => "our_fault",
        }
    }

    /// From the stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::ConsentNeeded,
            Self::ConsentInDoubt,
            Self::NoData,
            Self::OperatorFault,
            Self::QuotaReached,
            Self::NotSubscribed,
            Self::OurFault,
        ]
        .into_iter()
        .find(|problem| problem.as_str() == name)
    }
}

/// One run of one usage point, as stored and as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRun {
    /// Identifier.
    pub id: SyncRunId,
    /// Of which meter.
    pub usage_point: UsagePointId,
    /// Why it is wanted.
    pub kind: RunKind,
    /// First local day asked for.
    pub first_day: LocalDay,
    /// First local day not asked for.
    pub end_day: LocalDay,
    /// Where it stands.
    pub state: SyncState,
    /// Days planned.
    pub days_total: i64,
    /// Days asked for so far.
    pub days_done: i64,
    /// Readings that were new or changed.
    pub readings_written: i64,
    /// Why it stopped or what is missing.
    pub problem: Option<SyncProblem>,
    /// When it was wanted.
    pub created_at: Instant,
    /// When it ended.
    pub finished_at: Option<Instant>,
}
