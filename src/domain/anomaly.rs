//! How grave: over-consumption of a local day against the seven complete days before it.

use super::units::Joules;
use serde::{Deserialize, Serialize};

/// How far above usual. The bounds are stated once, in [`Severity::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Severity {
    /// Above 1.2 times the mean.
    Minor,
    /// From 1.5 times the mean.
    Major,
    /// Above twice the mean.
    Critical,
}

impl Severity {
    /// The severity of `value` against the mean of `days` days that sum to `sum`; `None` when it is not an anomaly.
    /// Integer arithmetic, so that the borders are exact: above 1.2 Minor, from 1.5 Major, above 2 Critical.
    #[must_use]
    pub fn of(value: Joules, sum: Joules, days: i64) -> Option<Self> {
        if sum.0 <= 0 || days <= 0 {
            return None;
        }
        let (value, mean_times_ten) = (i128::from(value.0) * i128::from(days) * 10, i128::from(sum.0));
        if value > mean_times_ten * 20 {
            Some(Self::Critical)
        } else if value >= mean_times_ten * 15 {
            Some(Self::Major)
        } else if value > mean_times_ten * 12 {
            Some(Self::Minor)
        } else {
            None
        }
    }

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minor => "Minor",
            Self::Major => "Major",
            Self::Critical => "Critical",
        }
    }

    /// From the stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Minor, Self::Major, Self::Critical].into_iter().find(|severity| severity.as_str() == name)
    }

    /// `!`, `!!` or `!!!`: never colour alone.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Minor => "!",
            Self::Major => "!!",
            Self::Critical => "!!!",
        }
    }
}

/// How many complete days the mean is taken over.
pub const BASELINE_DAYS: usize = 7;

/// How many calendar days back the seven complete days may lie.
pub const BASELINE_LOOKBACK_DAYS: i64 = 28;

/// Below this difference to the mean nobody should be woken: 2 kWh.
pub const FLOOR: Joules = Joules(2 * 3_600_000);

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(120, None)]
    #[case(121, Some(Severity::Minor))]
    #[case(149, Some(Severity::Minor))]
    #[case(150, Some(Severity::Major))]
    #[case(200, Some(Severity::Major))]
    #[case(201, Some(Severity::Critical))]
    fn borders(#[case] value: i64, #[case] expected: Option<Severity>) {
        assert_eq!(Severity::of(Joules(value), Joules(700), 7), expected);
    }

    #[test]
    fn no_mean_no_verdict() {
        assert_eq!(Severity::of(Joules(5), Joules(0), 7), None);
        assert_eq!(Severity::of(Joules(5), Joules(5), 0), None);
    }
}
