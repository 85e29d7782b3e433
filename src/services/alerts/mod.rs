//! Alerts: what rules find when values change or time passes, what people do about it, and who is told.

mod inbox;
mod judge;
mod life;
mod record;
mod rules;
mod watch;

pub use inbox::{inbox, one};
pub(super) use judge::after_changes;
pub use life::{Said, change};
pub(super) use record::quantity;
pub use rules::{delete, list, put};
pub use watch::run as watch;

use crate::domain::{id::UsagePointId, rule::RuleKind, time::LocalDay};

/// Names an alert: the meter, the kind of its rule, and the local day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertId {
    /// Of which meter.
    pub meter: UsagePointId,
    /// By which kind of rule.
    pub kind: RuleKind,
    /// About which local day.
    pub day: LocalDay,
}

impl AlertId {
    /// The same for ever, however often the alert is found again.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}", self.meter, self.kind.as_str(), self.day)
    }
}
