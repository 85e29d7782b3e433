//! Lots: the parts of a building, and how what is common is split among them.

use super::{apportion::largest_remainders, id::LotId};
use serde::{Deserialize, Serialize};

/// The longest label, in characters.
pub const LABEL_MAX: usize = 40;
/// The greatest share of a lot.
pub const SHARE_MAX: i64 = 10_000_000;
/// The greatest area of a building in square metres.
pub const AREA_MAX: i64 = 1_000_000;

/// A flat, a shop, a cellar. What is common is split by the shares ("tantièmes", "quotités").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Identifier.
    pub id: LotId,
    /// "Lot 12", "App. 3B"; unique in the building.
    pub label: String,
    /// Of the sum of the building's shares; at least 1.
    pub share: i64,
}

/// Splits whole cents by shares: each lot gets its part rounded down, and the cents that are left go to those that lost
/// most, the first one among equals. The parts add up to `cents`. Without shares nobody gets anything.
#[must_use]
pub fn split(cents: i64, shares: &[i64]) -> Vec<i64> {
    let sum: i128 = shares.iter().map(|share| i128::from(*share)).sum();
    if sum <= 0 {
        return vec![0; shares.len()];
    }
    let exact: Vec<i128> = shares.iter().map(|share| i128::from(cents) * i128::from(*share)).collect();
    largest_remainders(cents, &exact, sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cents_that_are_left_go_to_who_lost_most() {
        assert_eq!(split(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(split(100, &[333, 333, 334]), [33, 33, 34]);
        assert_eq!(split(-100, &[1, 1, 1]), [-33, -33, -34]);
        assert_eq!(split(100, &[]), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn parts_add_up(cents in -1_000_000_000_i64..1_000_000_000, shares in proptest::collection::vec(1_i64..100_000, 1..60)) {
            let parts = split(cents, &shares);
            prop_assert_eq!(parts.iter().sum::<i64>(), cents);
            let sum: i64 = shares.iter().sum();
            for (part, share) in parts.iter().zip(&shares) {
                prop_assert!((i128::from(*part) * i128::from(sum) - i128::from(cents) * i128::from(*share)).abs() < i128::from(sum));
            }
        }
    }
}
