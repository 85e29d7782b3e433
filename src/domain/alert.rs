//! A finding with what people have done about it.

use super::{id::UserId, rule::Finding, time::Instant};
use serde::{Deserialize, Serialize};

/// Where an alert is in its life. Whether corrected values took it away is apart from this: see [`Alert::withdrawn_at`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlertState {
    /// Nobody has looked at it.
    #[default]
    Open,
    /// Somebody looks after it.
    Acknowledged,
    /// The cause is known: the comment says it.
    Explained,
    /// It is over.
    Resolved,
}

impl AlertState {
    /// Every state, in the order of a life.
    pub const ALL: [Self; 4] = [Self::Open, Self::Acknowledged, Self::Explained, Self::Resolved];

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Explained => "explained",
            Self::Resolved => "resolved",
        }
    }

    /// From that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// The longest comment, in characters.
pub const LONGEST_COMMENT: usize = 1_000;

/// What a rule found about a series, and what became of it. At most one for each series, kind of rule and local day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// What was found, by the latest values.
    pub finding: Finding,
    /// When it was found first.
    pub opened_at: Instant,
    /// Where it is in its life.
    pub state: AlertState,
    /// When the state last changed.
    pub state_at: Instant,
    /// Who changed it; `None`: values did.
    pub state_by: Option<UserId>,
    /// What they said.
    pub comment: Option<String>,
    /// When corrected values took the finding away; `None`: it stands.
    pub withdrawn_at: Option<Instant>,
    /// When people were last told that there is one.
    pub told_at: Option<Instant>,
    /// When others were told because nobody had reacted.
    pub escalated_at: Option<Instant>,
}

impl Alert {
    /// As it begins.
    #[must_use]
    pub fn new(finding: Finding, now: Instant) -> Self {
        Self {
            finding,
            opened_at: now,
            state: AlertState::Open,
            state_at: now,
            state_by: None,
            comment: None,
            withdrawn_at: None,
            told_at: None,
            escalated_at: None,
        }
    }

    /// Whether somebody still has to look at it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == AlertState::Open && self.withdrawn_at.is_none()
    }

    /// The same alert after its values were looked at again. One that became graver is open again, whatever was said of
    /// it before.
    #[must_use]
    pub fn found_again(&self, finding: Finding, now: Instant) -> Self {
        let graver = finding.severity > self.finding.severity;
        let mut again = Self { finding, withdrawn_at: None, ..self.clone() };
        if graver && self.state != AlertState::Open {
            (again.state, again.state_at, again.state_by) = (AlertState::Open, now, None);
        }
        again
    }
}
