//! The numbers of a rule as people read and type them: per cent instead of thousandths, kWh instead of joules.

use crate::{
    domain::rule::{Measure, RuleKind},
    views::format::{Language, field, typed},
};

/// How a number of a rule is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Thousandths as per cent above what they are compared with: 1200 is 20.
    Above,
    /// Thousandths as per cent: 200 is 20.
    Percent,
    /// Thousandths of a deviation: 2000 is 2.
    Deviations,
    /// As it is: days, hours.
    Whole,
    /// Joules as kWh.
    KilowattHours,
}

/// Joules in a watt-hour: fields show thousandths of a kWh.
const WATT_HOUR: i64 = 3_600;

impl Scale {
    /// Of a rule's threshold.
    #[must_use]
    pub fn of_threshold(kind: RuleKind) -> Self {
        Self::of(kind, kind.measure())
    }

    /// Of the bounds between severities.
    #[must_use]
    pub fn of_grades(kind: RuleKind) -> Self {
        Self::of(kind, kind.graded_in())
    }

    fn of(kind: RuleKind, measure: Measure) -> Self {
        match measure {
            // Of the subscribed power one says "90 %", not "10 % below".
            Measure::PerMille if kind == RuleKind::Peak => Self::Percent,
            Measure::PerMille => Self::Above,
            Measure::Share => Self::Percent,
            Measure::Deviations => Self::Deviations,
            Measure::Days => Self::Whole,
        }
    }

    fn decimals(self) -> u32 {
        match self {
            Self::Above | Self::Percent => 1,
            Self::Deviations | Self::KilowattHours => 3,
            Self::Whole => 0,
        }
    }

    /// What somebody typed, in the rule's own unit; `None` for what is no such number.
    #[must_use]
    pub fn read(self, text: &str) -> Option<i64> {
        let value = typed(text, self.decimals())?;
        match self {
            Self::Above => value.checked_add(1_000),
            Self::KilowattHours => value.checked_mul(WATT_HOUR),
            Self::Percent | Self::Deviations | Self::Whole => Some(value),
        }
    }

    /// A number of a rule as a field shows it.
    #[must_use]
    pub fn show(self, value: i64, language: Language) -> String {
        let shown = match self {
            Self::Above => value.saturating_sub(1_000),
            Self::KilowattHours => value / WATT_HOUR,
            Self::Percent | Self::Deviations | Self::Whole => value,
        };
        field(shown, self.decimals(), language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_read_as_it_is_shown() {
        for kind in RuleKind::ALL {
            let (rule, threshold, grades) = (kind.defaults(), Scale::of_threshold(kind), Scale::of_grades(kind));
            for (scale, value) in [
                (threshold, rule.threshold),
                (grades, rule.grades.major),
                (grades, rule.grades.critical),
                (Scale::KilowattHours, rule.floor.0),
            ] {
                for language in Language::ALL {
                    assert_eq!(scale.read(&scale.show(value, language)), Some(value), "{kind:?}");
                }
            }
        }
        assert_eq!(Scale::Above.show(1_200, Language::Fr), "20");
        assert_eq!(Scale::of_threshold(RuleKind::Peak).show(1_000, Language::Fr), "100");
        assert_eq!(Scale::KilowattHours.read("2,5"), Some(9_000_000));
    }
}
