//! One value of one series over one half-open interval, and the state of a local day.

use super::{
    series::{Quality, Source},
    time::{Instant, Interval, LocalDay},
    units::Joules,
};
use serde::{Deserialize, Serialize};

/// What was received for one interval. The natural key is (usage point, series, start).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reading {
    /// First instant of the interval, UTC.
    pub start: Instant,
    /// Length of the interval in seconds. It may change inside one answer.
    pub step: i64,
    /// In the series' stored unit (joules for electricity). `None`: the operator said that there is no value.
    pub value: Option<i64>,
    /// How sure; [`Quality::Missing`] exactly when `value` is `None`.
    pub quality: Quality,
    /// Who said it.
    pub source: Source,
}

impl Reading {
    /// The interval covered.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::from_start(self.start, self.step)
    }
}

/// An official value for a whole local day, in the series' stored unit (Enedis: difference of two index readings).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialDay {
    /// The local day.
    pub day: LocalDay,
    /// In the series' stored unit; `None` when the operator answered `null`.
    pub value: Option<i64>,
}

/// How much of a local day has been received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Coverage {
    /// Nothing was received.
    Absent,
    /// Only "no value" was received.
    Empty,
    /// Some of the day is missing.
    Partial,
    /// Every minute of the day has a value.
    Complete,
}

/// The sums of one series over one local day of the building. Written in the same transaction as its readings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRollup {
    /// The local day.
    pub day: LocalDay,
    /// Length of the local day in seconds: 82 800, 86 400 or 90 000.
    pub day_seconds: i64,
    /// Seconds of the day that have a value.
    pub covered_seconds: i64,
    /// Number of values.
    pub values: i64,
    /// Number of "no value" answers.
    pub nulls: i64,
    /// Sum of the values, in the stored unit.
    pub sum: i64,
    /// The official daily value, in the stored unit, when there is one.
    pub official: Option<i64>,
    /// The interval of highest mean: its value, step and start. `None` without values.
    pub max: Option<Peak>,
    /// The interval of lowest mean.
    pub min: Option<Peak>,
    /// Number of estimated values.
    pub estimated: i64,
    /// Number of corrected values.
    pub corrected: i64,
}

/// An interval that stands out by its mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peak {
    /// In the stored unit.
    pub value: i64,
    /// Seconds.
    pub step: i64,
    /// First instant, UTC.
    pub start: Instant,
}

impl DayRollup {
    /// How much of the day has been received.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        match (self.values, self.nulls) {
            (0, 0) => Coverage::Absent,
            (0, _) => Coverage::Empty,
            _ if self.covered_seconds >= self.day_seconds => Coverage::Complete,
            _ => Coverage::Partial,
        }
    }

    /// The total to show and to add up: the official value where there is one, else the sum of the intervals.
    /// `None` when nothing is known.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.official.or((self.values > 0).then_some(self.sum))
    }

    /// Whether the total covers the whole day.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.official.is_some() || self.coverage() == Coverage::Complete
    }

    /// Whether a complete curve and the official value differ by a watt-hour or more. Never hidden, never rejected.
    #[must_use]
    pub fn mismatch(&self) -> bool {
        self.coverage() == Coverage::Complete
            && self
                .official
                .is_some_and(|official| (official - self.sum).abs() >= Joules::from_wh(1).map_or(1, |j| j.0))
    }
}
