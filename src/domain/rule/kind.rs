//! The kinds of rules, with the units of their numbers and where these begin.

use super::{FindingUnit, Grades, RuleParameters};
use crate::domain::{
    anomaly::FLOOR,
    tariff::{Hours, Minute},
    units::Joules,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// A local day far above the mean of the seven complete days before it: the rule of the specification.
    OverConsumption,
    /// A local day far above what this meter uses on such a day, by weekday, holiday and season.
    Unusual,
    /// The lowest power of the night rose and stays: a pump that no longer stops.
    BaseLoad,
    /// More energy than usual within the hours of the rule: light that was left on.
    Night,
    /// More power than subscribed.
    Peak,
    /// Nothing arrived for days although it should have.
    Silent,
    /// The consent ends soon.
    ConsentEnding,
    /// More days than before are missing, incomplete or estimated.
    QualityDrop,
}

/// The unit of a rule's threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Thousandths of what it is compared with: 1200 is 20 % above.
    PerMille,
    /// Thousandths of the meter's own usual deviation: less is more sensitive.
    Deviations,
    /// Whole local days.
    Days,
    /// Thousandths of the days looked at.
    Share,
}

impl RuleKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::OverConsumption,
        Self::Unusual,
        Self::BaseLoad,
        Self::Night,
        Self::Peak,
        Self::Silent,
        Self::ConsentEnding,
        Self::QualityDrop,
    ];

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OverConsumption => "over_consumption",
            Self::Unusual => "unusual",
            Self::BaseLoad => "base_load",
            Self::Night => "night",
            Self::Peak => "peak",
            Self::Silent => "silent",
            Self::ConsentEnding => "consent_ending",
            Self::QualityDrop => "quality_drop",
        }
    }

    /// The unit of the threshold.
    #[must_use]
    pub fn measure(self) -> Measure {
        match self {
            Self::OverConsumption | Self::BaseLoad | Self::Peak => Measure::PerMille,
            Self::Unusual | Self::Night => Measure::Deviations,
            Self::Silent | Self::ConsentEnding => Measure::Days,
            Self::QualityDrop => Measure::Share,
        }
    }

    /// The unit of the grades. It is the threshold's, except that deviations are graded by how far above usual the value is.
    #[must_use]
    pub fn graded_in(self) -> Measure {
        match self.measure() {
            Measure::Deviations => Measure::PerMille,
            same => same,
        }
    }

    /// The unit of what a rule of this kind finds.
    #[must_use]
    pub fn unit(self) -> FindingUnit {
        match self {
            Self::OverConsumption | Self::Unusual | Self::Night => FindingUnit::Joules,
            Self::BaseLoad | Self::Peak => FindingUnit::Watts,
            Self::Silent | Self::ConsentEnding => FindingUnit::Days,
            Self::QualityDrop => FindingUnit::PerMille,
        }
    }

    /// The least and the most that a threshold may be.
    #[must_use]
    pub fn thresholds(self) -> (i64, i64) {
        match self {
            Self::OverConsumption | Self::BaseLoad => (1_001, 100_000),
            Self::Unusual | Self::Night => (1_000, 20_000),
            Self::Peak => (500, 10_000),
            Self::Silent => (1, 365),
            Self::ConsentEnding => (0, 365),
            Self::QualityDrop => (10, 1_000),
        }
    }

    /// Whether a rule of this kind may be held to hours of the day.
    #[must_use]
    pub fn has_hours(self) -> bool {
        self == Self::Night
    }

    /// Whether a rule of this kind measures energy, so that it may have a floor.
    #[must_use]
    pub fn has_floor(self) -> bool {
        matches!(self, Self::OverConsumption | Self::Unusual | Self::Night | Self::BaseLoad)
    }

    /// Whether graver means less: fewer days until the end.
    #[must_use]
    pub fn falls(self) -> bool {
        self == Self::ConsentEnding
    }

    /// The numbers of a rule that nobody changed. `docs/anomalies.md` shows what they find and how often they are wrong.
    #[must_use]
    pub fn defaults(self) -> RuleParameters {
        let of = |threshold, floor, (major, critical)| RuleParameters {
            threshold,
            floor,
            hours: None,
            grades: Grades { major, critical },
            severity: None,
        };
        match self {
            Self::OverConsumption => of(1_200, FLOOR, (1_500, 2_000)),
            Self::Unusual => of(2_000, Joules(3_600_000), (1_500, 2_000)),
            Self::BaseLoad => of(1_100, FLOOR, (1_500, 2_000)),
            Self::Night => RuleParameters { hours: night(), ..of(3_500, Joules(3_600_000), (1_500, 2_000)) },
            Self::Peak => of(1_000, Joules::ZERO, (1_100, 1_250)),
            Self::Silent => of(3, Joules::ZERO, (7, 14)),
            Self::ConsentEnding => of(30, Joules::ZERO, (14, 3)),
            Self::QualityDrop => of(200, Joules::ZERO, (400, 700)),
        }
    }

    /// Days of silence after a notice, for a rule that nobody changed.
    #[must_use]
    pub fn cooldown_days(self) -> u16 {
        match self {
            Self::OverConsumption | Self::Unusual | Self::Night => 1,
            Self::BaseLoad | Self::QualityDrop => 30,
            Self::Peak | Self::Silent | Self::ConsentEnding => 7,
        }
    }
}

/// From 23:00 to 05:00.
fn night() -> Option<Hours> {
    Some(Hours { from: Minute::new(23, 0)?, to: Minute::new(5, 0)? })
}

impl FromStr for RuleKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}
