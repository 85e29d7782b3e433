//! Alerts: what rules find when values change or time passes, what people do about it, and who is told.

mod detail;
mod editor;
mod evaluate;
mod inbox;
mod judge;
mod life;
mod preview;
mod record;
mod rules;
mod watch;

pub use detail::detail;
pub use editor::{editor, overview, reset, scope_of, switch};
pub use inbox::{inbox, one, open};
pub(super) use judge::after_changes;
pub use life::{Said, change};
pub use preview::preview;
pub(super) use record::quantity;
pub use rules::{delete, list, put};
pub use watch::run as watch;

use crate::domain::{alert::Alert, id::UsagePointId, rule::RuleKind, time::LocalDay};
use std::collections::HashSet;

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

/// For screens: one alert of a day is enough where two rules say the same of a series; that which knows what is usual
/// stays.
pub(super) fn without_doubles(mut found: Vec<(i64, Alert)>) -> Vec<(i64, Alert)> {
    let of = |kind: RuleKind| {
        move |(key, alert): &(i64, Alert)| (alert.finding.kind == kind).then_some((*key, alert.finding.day))
    };
    let unusual: HashSet<(i64, LocalDay)> = found.iter().filter_map(of(RuleKind::Unusual)).collect();
    found.retain(|row| of(RuleKind::OverConsumption)(row).is_none_or(|day| !unusual.contains(&day)));
    found
}
