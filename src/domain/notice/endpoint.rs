//! Services of an organisation that are told about alerts, or carry messages to phones.

use super::{Fault, NoticeError};
use crate::domain::{
    anomaly::Severity,
    id::{EndpointId, OrganisationId},
    language::Language,
    time::Instant,
};
use serde::{Deserialize, Serialize};

/// What kind of service it is, which decides what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndpointKind {
    /// Signed JSON of ours.
    Json,
    /// An incoming webhook of Slack, or of what understands its messages (Mattermost, Discord's `/slack`).
    Slack,
    /// A workflow of Microsoft Teams that takes adaptive cards.
    Teams,
    /// A topic of ntfy.
    Ntfy,
    /// Takes texts to phones from us.
    Sms,
    /// Takes push messages from us.
    Push,
}

impl EndpointKind {
    /// Every kind, in the order of the settings.
    pub const ALL: [Self; 6] = [Self::Json, Self::Slack, Self::Teams, Self::Ntfy, Self::Sms, Self::Push];

    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Slack => "slack",
            Self::Teams => "teams",
            Self::Ntfy => "ntfy",
            Self::Sms => "sms",
            Self::Push => "push",
        }
    }

    /// From the stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether it carries messages to people, instead of being told itself.
    #[must_use]
    pub fn is_gateway(self) -> bool {
        matches!(self, Self::Sms | Self::Push)
    }
}

/// A service as stored and shown. Its address may itself be a secret (Slack), so that only its host is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Identifier.
    pub id: EndpointId,
    /// Whose.
    pub organisation: OrganisationId,
    /// What it is.
    pub kind: EndpointKind,
    /// What people call it.
    pub label: String,
    /// The host of its address.
    pub host: String,
    /// From which severity on it is told; a gateway carries what people want.
    pub least: Severity,
    /// The language of what it is told.
    pub language: Language,
    /// When it was added.
    pub created_at: Instant,
}

/// A service to be added; its address and secret travel apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEndpoint {
    /// What it is.
    pub kind: EndpointKind,
    /// What people call it: 1 to 80 characters.
    pub label: String,
    /// From which severity on it is told.
    pub least: Severity,
    /// The language of what it is told.
    pub language: Language,
}

const LONGEST_LABEL: usize = 80;

impl NewEndpoint {
    /// Refuses what cannot be kept.
    ///
    /// # Errors
    /// When the label is empty or too long.
    pub fn check(&self) -> Result<(), NoticeError> {
        match self.label.trim().chars().count() {
            0 => Err(NoticeError::new("label", Fault::Missing)),
            1..=LONGEST_LABEL => Ok(()),
            _ => Err(NoticeError::new("label", Fault::TooLong(LONGEST_LABEL))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_has_a_name() {
        let named = |label: &str| {
            let (kind, language) = (EndpointKind::Slack, Language::Nl);
            NewEndpoint { kind, label: label.to_owned(), least: Severity::Minor, language }.check().map_err(|e| e.field)
        };
        assert_eq!(named("  "), Err("label"));
        assert_eq!(named(&"é".repeat(81)), Err("label"));
        assert_eq!(named(&"é".repeat(80)), Ok(()));
        for kind in EndpointKind::ALL {
            assert_eq!(EndpointKind::from_name(kind.as_str()), Some(kind));
        }
    }
}
