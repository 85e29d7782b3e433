//! The consent given at a grid operator: the legal ground of every request.

use super::{
    id::{ConsentId, UserId},
    provider::ProviderId,
    time::Instant,
};
use serde::{Deserialize, Serialize};

/// The version of the text shown before leaving for the operator; change it whenever the text changes.
pub const CONSENT_TEXT_VERSION: &str = "2026-11-1";

/// How long access is asked for, in months: the longest that Enedis accepts.
pub const CONSENT_MONTHS: u32 = 36;

/// Where a consent stands. Derived from its dates, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConsentState {
    /// Usable.
    Active,
    /// Its time is over.
    Expired,
    /// Ended by the user here, or by the operator.
    Withdrawn,
}

/// Who agreed to what, when, for how long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Identifier.
    pub id: ConsentId,
    /// Who pressed the button here.
    pub given_by: UserId,
    /// At which operator.
    pub provider: ProviderId,
    /// Which text was shown.
    pub text_version: String,
    /// When the operator sent the user back.
    pub given_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
    /// When it was ended before.
    pub withdrawn_at: Option<Instant>,
    /// The operator's number of it, where it has one. Each is good for one connection, whoever brings it.
    pub reference: Option<String>,
}

impl Consent {
    /// Where it stands at `now`.
    #[must_use]
    pub fn state(&self, now: Instant) -> ConsentState {
        match self.withdrawn_at {
            Some(_) => ConsentState::Withdrawn,
            None if self.expires_at <= now => ConsentState::Expired,
            None => ConsentState::Active,
        }
    }
}
