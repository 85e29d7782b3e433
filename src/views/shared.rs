//! Pieces that several screens show.

use crate::domain::{
    anomaly::Severity,
    time::{LocalDay, Period},
    units::Joules,
};
use serde::{Deserialize, Serialize};

/// A wall-clock time in the building's zone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WallTime {
    /// Local date.
    pub day: LocalDay,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// `CET` or `CEST`, only where the clock shows the time twice; empty otherwise.
    pub zone_mark: String,
}

/// How far the data reach and when they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freshness {
    /// Latest local day with any value.
    pub through: Option<LocalDay>,
    /// When a value last arrived.
    pub received: Option<WallTime>,
}

/// The signature of a building or a meter: 24 hours across, days down, one hue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The day of the first row.
    pub first_day: LocalDay,
    /// Values of a day: 24 hours, or 48 half-hours where it is drawn large.
    pub per_day: u32,
    /// Mean power in watts of each hour or half-hour of the wall clock, day after day. `None`: missing or not on the
    /// clock.
    pub watts: Vec<Option<u32>>,
}

impl Fingerprint {
    /// Values in a row, at least one.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.per_day.max(1) as usize
    }

    /// Rows: local days.
    #[must_use]
    pub fn days(&self) -> usize {
        self.watts.len().div_ceil(self.columns())
    }
}

/// Two totals over the same elapsed part, never a part against a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison<T = Joules> {
    /// What it is compared with.
    pub with: ComparedWith,
    /// The other period.
    pub other: Period,
    /// Days compared: the elapsed days of this period that are whole on both sides.
    pub days: u32,
    /// Elapsed days of this period.
    pub days_elapsed: u32,
    /// Sum over the compared days of this period.
    pub current: T,
    /// Sum over the compared days of the other.
    pub reference: T,
    /// `current / reference − 1` in per cent; `None` when nothing can be compared or the reference is 0.
    pub percent: Option<f64>,
    /// The same in equal weather, where temperatures are known and the building answers to them.
    pub weather: Option<Weather>,
}

/// A reference as it would have been in the weather of the days that are compared with it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weather {
    /// Heating degree days of the compared days, in thousandths.
    pub degree_days: i64,
    /// Of the days of the reference.
    pub reference_degree_days: i64,
    /// The reference in the other weather.
    pub reference: Joules,
    /// Signed difference in per cent; `None` when that reference is not above 0.
    pub percent: Option<f64>,
}

/// Which period a comparison looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ComparedWith {
    /// The one before.
    #[default]
    Previous,
    /// The same one a year before.
    LastYear,
}

impl ComparedWith {
    /// The word used in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Previous => "prev",
            Self::LastYear => "year",
        }
    }

    /// From that word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Previous, Self::LastYear].into_iter().find(|with| with.as_str() == name)
    }

    /// What `period` is compared with.
    #[must_use]
    pub fn of(self, period: Period) -> Period {
        match self {
            Self::Previous => period.previous(),
            Self::LastYear => period.same_last_year(),
        }
    }
}

/// Open anomalies by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertCounts {
    /// Above twice the usual.
    pub critical: u32,
    /// From 1.5 times.
    pub major: u32,
    /// Above 1.2 times.
    pub minor: u32,
}

impl AlertCounts {
    /// All of them.
    #[must_use]
    pub fn total(self) -> u32 {
        self.critical + self.major + self.minor
    }

    /// The gravest there is.
    #[must_use]
    pub fn gravest(self) -> Option<Severity> {
        match self {
            Self { critical: 1.., .. } => Some(Severity::Critical),
            Self { major: 1.., .. } => Some(Severity::Major),
            Self { minor: 1.., .. } => Some(Severity::Minor),
            _ => None,
        }
    }
}

/// What is waiting for somebody: shown in the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Alerts that nobody has looked at.
    pub open_alerts: u32,
    /// Messages that they have not read.
    pub unread: u32,
}

/// How complete a stretch of days is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityCounts {
    /// Days looked at (of every series, added up).
    pub days: u32,
    /// Every minute has a value.
    pub complete: u32,
    /// Some minutes are missing.
    pub partial: u32,
    /// Only "no value" was received.
    pub empty: u32,
    /// Nothing was received.
    pub absent: u32,
    /// Known by an official daily value alone: before the curve's history begins.
    pub official_only: u32,
    /// Days with at least one estimated value.
    pub estimated: u32,
    /// Days with at least one corrected value.
    pub corrected: u32,
    /// Days whose curve and official value differ by a watt-hour or more.
    pub mismatched: u32,
}
