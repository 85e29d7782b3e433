//! Looking for what is wrong with a meter: one file per kind of rule, pure, over days that were summed up before.
//!
//! What is said of a day follows from that day and the [`LOOKBACK_DAYS`] before it, and from nothing else. So computing again,
//! later, or from another day on says the same; only a correction of the data changes it. Silence and consents depend on
//! today by nature. `docs/anomalies.md` tells how often the rules are right.

mod base_load;
pub mod day;
mod heating;
mod kinds;
mod over_consumption;
mod peak;
mod quality;
mod robust;
mod standing;
#[cfg(test)]
mod tests;
mod unusual;
pub mod usual;

pub use day::{Day, DayPeak, DayState, Received, Span, days};
pub use over_consumption::over_consumption;

use super::holidays::Calendar;
use crate::domain::{
    rule::{Finding, RuleKind, RuleParameters},
    time::LocalDay,
};

/// How many local days before the first one asked for [`Meter::days`] must reach back, as far as there are any.
pub const LOOKBACK_DAYS: i64 = 150;

/// What is known about a meter.
#[derive(Clone, Copy, Debug)]
pub struct Meter<'a> {
    /// Whose holidays.
    pub calendar: Calendar,
    /// The local days of its consumption, in order. Those of [`RuleKind::Night`] were built with the rule's hours.
    pub days: &'a [Day],
    /// The power that is paid for, in watts: 36 kVA are 36 000.
    pub subscribed_watts: Option<i64>,
    /// The latest local day with any value.
    pub known_until: Option<LocalDay>,
    /// The latest local day that should have arrived by now; `None` when nothing is awaited: a meter that lives from files.
    pub due_until: Option<LocalDay>,
    /// The local day on which the consent ends.
    pub consent_ends: Option<LocalDay>,
    /// Today in the building's zone. Only rules about consents ask.
    pub today: LocalDay,
}

/// What a rule finds that was seen on local days from `from` on, in order; at most one for each [`Finding::day`].
#[must_use]
pub fn findings(kind: RuleKind, parameters: &RuleParameters, meter: &Meter<'_>, from: LocalDay) -> Vec<Finding> {
    match kind {
        RuleKind::OverConsumption => over_consumption::of(parameters, meter, from),
        RuleKind::Unusual | RuleKind::Night => {
            findings_of_each(kind, &[parameters], meter, from).pop().unwrap_or_default()
        }
        RuleKind::BaseLoad => base_load::of(parameters, meter, from),
        RuleKind::Peak => peak::of(parameters, meter, from),
        RuleKind::QualityDrop => quality::of(parameters, meter, from),
        RuleKind::Silent => standing::silent(parameters, meter).into_iter().collect(),
        RuleKind::ConsentEnding => standing::consent_ending(parameters, meter).into_iter().collect(),
    }
}

/// [`findings`] of several rules of one kind, which are held to the same hours. What is usual is worked out once.
#[must_use]
pub fn findings_of_each(
    kind: RuleKind,
    rules: &[&RuleParameters],
    meter: &Meter<'_>,
    from: LocalDay,
) -> Vec<Vec<Finding>> {
    match kind {
        RuleKind::Unusual => unusual::of_each(kind, rules, meter, from, |day| day.total),
        RuleKind::Night => unusual::of_each(kind, rules, meter, from, |day| day.within),
        _ => rules.iter().map(|rule| findings(kind, rule, meter, from)).collect(),
    }
}
