//! A figure of an alert with its unit.

use crate::domain::units::Joules;
use serde::{Deserialize, Serialize};

/// What was seen, or was to be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "unit", content = "value")]
pub enum Quantity {
    /// Energy of a day or a night.
    Energy(Joules),
    /// Power in watts.
    Power(i64),
    /// Apparent power in volt-amperes, as contracts state it.
    Apparent(i64),
    /// A number of days.
    Days(i64),
    /// Thousandths of a whole.
    Share(i64),
}

impl Quantity {
    /// How far above `expected`, in per cent; `None` when the two cannot be compared or nothing was expected.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
    pub fn percent_above(self, expected: Self) -> Option<f64> {
        let (value, base) = match (self, expected) {
            (Self::Energy(value), Self::Energy(base)) => (value.0, base.0),
            (Self::Power(value), Self::Power(base)) | (Self::Apparent(value), Self::Apparent(base)) => (value, base),
            _ => return None,
        };
        (base > 0).then(|| (value as f64 / base as f64 - 1.0) * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_the_same_unit_is_compared() {
        let kwh = |kwh: i64| Quantity::Energy(Joules(kwh * 3_600_000));
        assert_eq!(kwh(15).percent_above(kwh(10)), Some(50.0));
        assert_eq!(kwh(15).percent_above(kwh(0)), None);
        assert_eq!(kwh(15).percent_above(Quantity::Power(10)), None);
        assert_eq!(Quantity::Days(4).percent_above(Quantity::Days(2)), None, "a count has no usual value");
    }
}
