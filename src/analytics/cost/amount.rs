//! Money without rounding, and the one place where it is rounded.

use crate::domain::{apportion::largest_remainders, tariff::MicroEuros};
use serde::Serialize;
use std::{
    iter::Sum,
    ops::{Add, Neg},
};

/// In how many parts a millionth of a euro is cut: a multiple of every divisor in use, times the 1 000 of VAT, so that
/// each amount is a whole number of parts. The divisors are the joules of a kWh, the days of months (28 to 31) and
/// years (365, 366), and 1 000 W times the number of month peaks (1 to 12) times the days of years.
const PARTS: i128 = 400_000_000 * 27 * 7 * 11 * 29 * 31 * 61 * 73;
const JOULES_PER_KWH: i128 = 3_600_000;
const MICROS_PER_CENT: i128 = 10_000;

/// An exact sum of money. Below zero: paid to the customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(i128);

/// Whole cents, as they are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The price of an energy in joules.
    #[must_use]
    pub fn of_energy(joules: i64, per_kwh: MicroEuros) -> Self {
        Self(i128::from(joules).saturating_mul(i128::from(per_kwh.0)).saturating_mul(PARTS / JOULES_PER_KWH))
    }

    /// `times / over` of a price. Exact for the divisors of the contract; others lose less than a part.
    #[must_use]
    pub fn share(price: MicroEuros, times: i64, over: i64) -> Self {
        Self(i128::from(price.0).saturating_mul(i128::from(times)).saturating_mul(PARTS / i128::from(over.max(1))))
    }

    /// `times / over` of it, to the part below: for estimates.
    #[must_use]
    pub fn times(self, times: i64, over: i64) -> Self {
        let (times, over) = (i128::from(times), i128::from(over.max(1)));
        let rest = (self.0 % over).saturating_mul(times) / over;
        Self((self.0 / over).saturating_mul(times).saturating_add(rest))
    }

    /// The VAT on it.
    #[must_use]
    pub fn tax(self, per_mille: u16) -> Self {
        Self(self.0 / 1_000 * i128::from(per_mille))
    }

    /// Whole cents, half a cent away from zero. For one figure that stands alone; figures under a total go through
    /// [`apportion`].
    #[must_use]
    pub fn cents(self) -> Cents {
        let cent = PARTS * MICROS_PER_CENT;
        let half = self.0.signum() * (cent / 2);
        Cents(i64::try_from(self.0.saturating_add(half) / cent).unwrap_or(i64::MAX))
    }

    /// What a kWh comes to when it is paid for so many joules; `None` for none.
    #[must_use]
    pub fn per_kwh(self, joules: i64) -> Option<MicroEuros> {
        let joules = (joules > 0).then_some(i128::from(joules))?;
        let parts = (self.0 / joules).saturating_mul(JOULES_PER_KWH);
        let half = parts.signum() * (PARTS / 2);
        i64::try_from(parts.saturating_add(half) / PARTS).ok().map(MicroEuros)
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// Rounds parts so that they add up to their rounded total: each is rounded down, then the cents that are left go to
/// those that lost most, the first one among equals. No part is a cent or more away from its exact value.
#[must_use]
pub fn apportion(parts: &[Amount]) -> Vec<Cents> {
    let total = parts.iter().copied().sum::<Amount>().cents();
    let exact: Vec<i128> = parts.iter().map(|part| part.0).collect();
    largest_remainders(total.0, &exact, PARTS * MICROS_PER_CENT).into_iter().map(Cents).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_divisor_in_use_is_exact() {
        let of_peaks = |count: i128| [365, 366].map(|days| 1_000 * count * days);
        let divisors = [JOULES_PER_KWH, 28, 29, 30, 31, 365, 366].into_iter().chain((1..=12).flat_map(of_peaks));
        for divisor in divisors {
            assert_eq!(PARTS % (divisor * 1_000), 0, "{divisor}");
        }
    }

    #[test]
    fn a_mean_price_comes_back() {
        let price = MicroEuros(209_512);
        assert_eq!(Amount::of_energy(84_213_400 * 3_600, price).per_kwh(84_213_400 * 3_600), Some(price));
        assert_eq!((-Amount::of_energy(3_600_000, price)).per_kwh(7_200_000), Some(MicroEuros(-104_756)));
        assert_eq!(Amount::ZERO.per_kwh(0), None);
    }

    #[test]
    fn half_a_cent_goes_away_from_zero() {
        let micros = |micros| Amount::share(MicroEuros(micros), 1, 1);
        let cents = |of| micros(of).cents().0;
        assert_eq!([4_999, 5_000, 14_999, -4_999, -5_000].map(cents), [0, 1, 1, 0, -1]);
        assert_eq!(micros(1_000_000).tax(210).cents(), Cents(21));
        assert_eq!(Amount::of_energy(3_600_000, MicroEuros(251_600)).cents(), Cents(25));
    }

    #[test]
    fn times_a_fraction_does_not_overflow() {
        let year = Amount::share(MicroEuros(100_000_000_000), 1, 1);
        assert_eq!(year.times(3, 4).cents(), Cents(7_500_000));
        assert_eq!(year.times(i64::MAX, i64::MAX), year);
        assert_eq!((-year).times(1, 2), -year.times(1, 2));
    }

    #[test]
    fn what_is_left_goes_to_who_lost_most() {
        let parts = [3_300, 3_500, 3_200].map(|micros| Amount::share(MicroEuros(micros), 1, 1));
        assert_eq!(apportion(&parts), [0, 1, 0].map(Cents));
        assert!(apportion(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn parts_add_up_to_their_total(micros in proptest::collection::vec(-9_000_000_i64..9_000_000, 0..40)) {
            let parts: Vec<_> = micros.iter().map(|of| Amount::share(MicroEuros(*of), 1, 1)).collect();
            let shown = apportion(&parts);
            prop_assert_eq!(shown.iter().map(|cents| cents.0).sum::<i64>(), parts.iter().copied().sum::<Amount>().cents().0);
            for (exact, shown) in micros.iter().zip(shown) {
                prop_assert!((exact - shown.0 * 10_000).abs() < 10_000);
            }
        }

        #[test]
        fn amounts_add_up_whatever_the_order(joules in proptest::collection::vec(0_i64..1_000_000_000_000, 1..20), price in -10_000_000_i64..10_000_000) {
            let apart: Amount = joules.iter().map(|of| Amount::of_energy(*of, MicroEuros(price))).sum();
            let together = Amount::of_energy(joules.iter().sum(), MicroEuros(price));
            prop_assert_eq!(apart, together);
            prop_assert_eq!(apart.tax(55) + apart.tax(945), apart);
        }
    }
}
