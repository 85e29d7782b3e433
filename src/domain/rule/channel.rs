//! How people are told, and who else when nobody reacts.

use super::RuleError;
use crate::domain::access::Role;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A way to tell somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By e-mail.
    Email,
    /// In the application itself.
    InApp,
    /// A signed call of the organisation's own address.
    Webhook,
    /// A text message, through the gateway of whoever runs the server.
    Sms,
    /// A push message, through that gateway.
    Push,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 5] = [Self::Email, Self::InApp, Self::Webhook, Self::Sms, Self::Push];

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::InApp => "in_app",
            Self::Webhook => "webhook",
            Self::Sms => "sms",
            Self::Push => "push",
        }
    }
}

impl FromStr for Channel {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text).ok_or(())
    }
}

/// Who else is told when nobody acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Hours after the first notice.
    pub after_hours: u16,
    /// Everybody with this role who may see the meter.
    pub role: Role,
}

impl Escalation {
    /// From one hour to thirty days.
    ///
    /// # Errors
    /// [`super::RuleFault::OutOfRange`] of `after_hours`.
    pub(super) fn check(self) -> Result<(), RuleError> {
        RuleError::unless_within("after_hours", i64::from(self.after_hours), 1, 720)
    }
}
