//! One message to one person or service: stored as facts, put into words when it is sent.

use super::{AlertChange, Told};
use crate::domain::{
    id::{BuildingId, EndpointId, NoticeId, OrganisationId, ReportId, UserId},
    rule::Channel,
    time::{Instant, LocalDay},
};
use serde::{Deserialize, Serialize};

/// What a message is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Facts {
    /// An alert has changed.
    Alert(AlertChange),
    /// The report of a month is made.
    Report {
        /// Which one.
        report: ReportId,
        /// Of which building.
        building: BuildingId,
        /// First local day of the month.
        month: LocalDay,
    },
    /// Somebody wants to see whether messages arrive.
    Test,
}

impl Facts {
    /// The alert's key and what is said about it; reports and tests have none.
    #[must_use]
    pub fn alert(&self) -> Option<(&str, Told)> {
        match self {
            Self::Alert(change) => Some((&change.alert, Told::of(change))),
            Self::Report { .. } | Self::Test => None,
        }
    }
}

/// Whom a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// A person.
    User(UserId),
    /// A service of the organisation.
    Endpoint(EndpointId),
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoticeState {
    /// To be sent, now or later.
    Queued,
    /// Taken by the next server or service; or visible on the page.
    Sent,
    /// Given up.
    Failed,
    /// No longer wanted: the alert was over before it was sent, or its reader does not want it any more.
    Suppressed,
}

impl NoticeState {
    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Suppressed => "suppressed",
        }
    }

    /// From the stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Queued, Self::Sent, Self::Failed, Self::Suppressed].into_iter().find(|state| state.as_str() == name)
    }
}

/// Why a message could not be sent, in the terms of the user. Each has a text in three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// This instance or organisation has no server or gateway for this way.
    NotSetUp,
    /// The mail server or service cannot be reached, or is busy.
    Unreachable,
    /// It refuses the message or the address.
    Refused,
    /// The address is one that must not be asked.
    Forbidden,
}

impl Problem {
    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotSetUp => "not_set_up",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Forbidden => "forbidden",
        }
    }

    /// From the stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::NotSetUp, Self::Unreachable, Self::Refused, Self::Forbidden]
            .into_iter()
            .find(|problem| problem.as_str() == name)
    }
}

/// A stored message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Identifier.
    pub id: NoticeId,
    /// Within which organisation.
    pub organisation: OrganisationId,
    /// For whom.
    pub recipient: Recipient,
    /// On which way.
    pub channel: Channel,
    /// About what.
    pub facts: Facts,
    /// Where it stands.
    pub state: NoticeState,
    /// Why it could not be sent at the last try.
    pub problem: Option<Problem>,
    /// When it was written.
    pub created_at: Instant,
    /// When its reader has marked it as read; of those on the page only.
    pub read_at: Option<Instant>,
}
