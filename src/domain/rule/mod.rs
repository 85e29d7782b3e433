//! What somebody wants to be warned of, from which point on, and who is told how.
//!
//! A rule is data: `analytics::detect` evaluates it. Numbers are integers so that a rule reads back as it was written and
//! gives the same verdict on every machine.

mod channel;
mod finding;
mod grades;
mod kind;
mod refused;
mod stored;
#[cfg(test)]
mod tests;

pub use channel::{Channel, Escalation};
pub use finding::{Finding, FindingUnit};
pub use grades::Grades;
pub use kind::{Measure, RuleKind};
pub use refused::{RuleError, RuleFault};
pub use stored::{Scope, StoredRule, in_force};

use super::{anomaly::Severity, tariff::Hours, units::Joules};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The longest silence after a notice, in days.
const MOST_COOLDOWN: i64 = 365;
/// No building draws a million kWh on one day.
const MOST_FLOOR: i64 = 1_000_000 * 3_600_000;

/// From which point on there is a finding, and how grave it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleParameters {
    /// In the unit of [`RuleKind::measure`].
    pub threshold: i64,
    /// Less energy than this above usual is never a finding, in joules of one local day. Rules that do not measure energy
    /// ignore it.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub floor: Joules,
    /// Only these minutes of the local day count; across midnight the night belongs to the day on which it ends.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<Object>))]
    pub hours: Option<Hours>,
    /// From where on a finding is graver than [`Severity::Minor`].
    pub grades: Grades,
    /// Always this severity, whatever the grades say.
    pub severity: Option<Severity>,
}

/// A rule of an organisation, a building or a meter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What is looked for.
    pub kind: RuleKind,
    /// From which point on.
    pub parameters: RuleParameters,
    /// After a notice, the same rule is silent about the same meter for this many days, unless it becomes graver.
    pub cooldown_days: u16,
    /// How people are told. Empty: the finding is kept, nobody is told.
    pub channels: BTreeSet<Channel>,
    /// Who else is told when nobody reacts.
    pub escalation: Option<Escalation>,
}

impl Rule {
    /// A rule of this kind as it is before anybody changed it.
    #[must_use]
    pub fn of(kind: RuleKind) -> Self {
        Self {
            kind,
            parameters: kind.defaults(),
            cooldown_days: kind.cooldown_days(),
            channels: [Channel::InApp, Channel::Email].into(),
            escalation: None,
        }
    }

    /// Whether it is in order.
    ///
    /// # Errors
    /// The first fault, with the field that has it, as in JSON: `parameters.grades.major`.
    pub fn check(&self) -> Result<(), RuleError> {
        self.parameters.check(self.kind).map_err(|error| error.below("parameters"))?;
        RuleError::unless_within("cooldown_days", i64::from(self.cooldown_days), 0, MOST_COOLDOWN)?;
        match &self.escalation {
            Some(_) if self.channels.is_empty() => Err(RuleError::new("channels", RuleFault::Missing)),
            Some(escalation) => escalation.check().map_err(|error| error.below("escalation")),
            None => Ok(()),
        }
    }
}

impl RuleParameters {
    /// Whether they are in order for rules of this kind.
    ///
    /// # Errors
    /// The first fault, with the field that has it: `threshold`, `grades.major`, `hours`.
    pub fn check(&self, kind: RuleKind) -> Result<(), RuleError> {
        let (least, most) = kind.thresholds();
        RuleError::unless_within("threshold", self.threshold, least, most)?;
        RuleError::unless_within("floor", self.floor.0, 0, MOST_FLOOR)?;
        self.grades.check(kind, self.threshold).map_err(|error| error.below("grades"))?;
        match self.hours {
            Some(_) if !kind.has_hours() => Err(RuleError::new("hours", RuleFault::NotHere)),
            None if kind == RuleKind::Night => Err(RuleError::new("hours", RuleFault::Missing)),
            Some(hours) if !hours.is_possible() => Err(RuleError::new("hours", RuleFault::NoHours)),
            _ => Ok(()),
        }
    }

    /// How grave a finding of this size is, in the unit of [`RuleKind::graded_in`].
    #[must_use]
    pub fn severity_of(&self, kind: RuleKind, size: i64) -> Severity {
        self.severity.unwrap_or_else(|| self.grades.of(kind, size))
    }

    /// How grave a value is against what it is compared with, where grades are thousandths of that.
    #[must_use]
    pub fn severity_of_ratio(&self, value: i128, compared: i128) -> Severity {
        self.severity.unwrap_or_else(|| self.grades.of_ratio(value, compared))
    }
}
