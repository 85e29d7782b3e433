//! Energy and power as integers.
//!
//! The stored unit of energy is the **joule** (one watt during one second). It is the unit in which every source is
//! exact: a mean of whole watts over any number of seconds is a whole number of joules, and so is a whole number of
//! watt-hours (3 600 J). A ten-minute mean in watts is *not* a whole number of watt-hours. kWh appear at the edge only.

use serde::{Deserialize, Serialize};
use std::{
    iter::Sum,
    ops::{Add, Neg, Sub},
};

/// Joules in one watt-hour.
pub const JOULES_PER_WH: i64 = 3_600;

/// Energy in joules. Consumption and production are both positive, each in its own series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Joules(pub i64);

impl Joules {
    /// No energy at all; not the same as "no value".
    pub const ZERO: Self = Self(0);

    /// The energy of a mean power in whole watts over `seconds`. `None` when it does not fit.
    #[must_use]
    pub fn from_mean_watts(watts: i64, seconds: i64) -> Option<Self> {
        watts.checked_mul(seconds).map(Self)
    }

    /// From whole watt-hours. `None` when it does not fit.
    #[must_use]
    pub fn from_wh(wh: i64) -> Option<Self> {
        wh.checked_mul(JOULES_PER_WH).map(Self)
    }

    /// From a decimal number of kWh as grid operators write it, with a point or a comma and any number of decimals that
    /// is still a whole number of joules (so up to five, e.g. `0,012`). `None` for anything else.
    #[must_use]
    pub fn from_kwh_text(text: &str) -> Option<Self> {
        parse_decimal(text, 1_000 * JOULES_PER_WH).map(Self)
    }

    /// Watt-hours, rounded half away from zero. For showing and comparing with official values, never for summing.
    #[must_use]
    pub fn wh(self) -> i64 {
        let half = JOULES_PER_WH / 2 * self.0.signum();
        (self.0 + half) / JOULES_PER_WH
    }

    /// kWh for the edge: JSON, CSV, screens.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "2^53 J are 2.5 TWh")]
    pub fn kwh(self) -> f64 {
        self.0 as f64 / (1_000 * JOULES_PER_WH) as f64
    }

    /// Mean power in watts over `seconds`; 0 for an empty interval.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub fn mean_watts(self, seconds: i64) -> f64 {
        if seconds <= 0 { 0.0 } else { self.0 as f64 / seconds as f64 }
    }
}

impl Add for Joules {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Joules {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Joules {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Joules {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// Reads a decimal number with `.` or `,` as a whole number of `1 / scale`; `None` when it is not one exactly.
#[must_use]
pub fn parse_decimal(text: &str, scale: i64) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut value = whole.checked_mul(i128::from(scale))?;
    let mut unit = i128::from(scale);
    for digit in fraction.bytes() {
        let digit = i128::from(digit - b'0');
        if (unit % 10 != 0 || unit == 0) && digit != 0 {
            return None;
        }
        unit /= 10;
        value += digit * unit;
    }
    i64::try_from(if negative { -value } else { value }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ten_minute_mean_is_exact() {
        let ten_minutes = Joules::from_mean_watts(1, 600).unwrap();
        assert_eq!(ten_minutes, Joules(600));
        assert_eq!((0..6).map(|_| ten_minutes).sum::<Joules>().wh(), 1);
    }

    #[test]
    fn kwh_text_is_exact_or_refused() {
        assert_eq!(Joules::from_kwh_text("0,012"), Joules::from_wh(12));
        assert_eq!(Joules::from_kwh_text("1.5"), Joules::from_wh(1_500));
        assert_eq!(Joules::from_kwh_text("0.00001"), Some(Joules(36)));
        assert_eq!(Joules::from_kwh_text("0.000001"), None);
        assert_eq!(Joules::from_kwh_text("0,0120000000"), Joules::from_wh(12));
        for bad in ["", "-", ",", "1,2,3", "NaN", "1e3", "12 "] {
            let read = Joules::from_kwh_text(bad);
            assert!(if bad == "12 " { read.is_some() } else { read.is_none() }, "{bad:?}");
        }
        assert_eq!(Joules::from_kwh_text("99999999999999999999"), None);
        assert_eq!(Joules::from_kwh_text(&"9".repeat(38)), None);
        assert_eq!(Joules::from_kwh_text("0.00000001"), None);
    }

    #[test]
    fn wh_rounds_half_away_from_zero() {
        assert_eq!(Joules(1_799).wh(), 0);
        assert_eq!(Joules(1_800).wh(), 1);
        assert_eq!(Joules(-1_800).wh(), -1);
    }
}
