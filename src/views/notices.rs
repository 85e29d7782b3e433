//! What the page of notifications shows.

use crate::{
    domain::{
        anomaly::Severity,
        id::{BuildingId, EndpointId, NoticeId},
        notice::{EndpointKind, NoticeState, Preference, Problem},
        rule::Channel,
    },
    views::shared::WallTime,
};
use serde::{Deserialize, Serialize};

/// The whole page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesView {
    /// The latest messages, newest first.
    pub notices: Vec<NoticeView>,
    /// Older ones come before this one; `None` when there are none.
    pub older: Option<NoticeId>,
    /// How many are unread, on this page and older ones.
    pub unread: u32,
    /// What could not be sent to this person lately.
    pub failed: Vec<FailedView>,
    /// What they have chosen.
    pub preference: Preference,
    /// Which ways this instance and organisation can send on.
    pub available: Available,
    /// The organisation's services; `None` for owners.
    pub services: Option<Vec<ServiceView>>,
}

/// Which ways there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Available {
    /// A mail server is set up.
    pub email: bool,
    /// The organisation has a gateway for texts.
    pub sms: bool,
    /// The organisation has a gateway for push messages.
    pub push: bool,
}

/// A message in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    /// Identifier.
    pub id: NoticeId,
    /// Of which building.
    pub building: BuildingId,
    /// The subject.
    pub title: String,
    /// One or two sentences.
    pub text: String,
    /// How grave; `None` when it is over.
    pub severity: Option<Severity>,
    /// The page that shows it, on this site.
    pub link: String,
    /// When it was written, in the building's zone.
    pub at: WallTime,
    /// Whether it was marked as read.
    pub read: bool,
}

/// A message that could not be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedView {
    /// On which way.
    pub channel: Channel,
    /// Why.
    pub problem: Problem,
    /// What it was about; empty for a test.
    pub title: String,
}

/// A service of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// Identifier.
    pub id: EndpointId,
    /// What it is.
    pub kind: EndpointKind,
    /// What people call it.
    pub label: String,
    /// All of its address that is shown.
    pub host: String,
    /// From which severity on it is told.
    pub least: Severity,
    /// How the latest message went, with why not; `None` when there was none.
    pub latest: Option<(NoticeState, Option<Problem>)>,
}
