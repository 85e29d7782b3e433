//! The identifiers printed on bills: French PRM/PDL and Belgian EAN.

use super::error::AppError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A checked identifier of a usage point. Text, because leading zeros count.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UsagePointNumber(String);

/// Which rule an identifier follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NumberKind {
    /// French PRM or PDL: 14 digits, no public check rule.
    Prm,
    /// Belgian EAN: 18 digits, begins with 54, GS1 check digit.
    Ean,
}

impl UsagePointNumber {
    /// Checks `text` as `kind`. Spaces and Excel's `="…"` are removed.
    ///
    /// # Errors
    /// [`AppError::InvalidPrm`] or [`AppError::InvalidEan`] with what was expected. A wrong check digit is *not* an
    /// error here: see [`UsagePointNumber::check_digit_is_wrong`].
    pub fn parse(kind: NumberKind, text: &str) -> Result<Self, AppError> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '=' | '"')).collect();
        let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
        match kind {
            NumberKind::Prm if all_digits && digits.len() == 14 => Ok(Self(digits)),
            NumberKind::Prm => Err(AppError::InvalidPrm),
            // The prefix is not enforced: real exports carry masked numbers that begin otherwise.
            NumberKind::Ean if all_digits && digits.len() == 18 => Ok(Self(digits)),
            NumberKind::Ean => Err(AppError::InvalidEan),
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which rule the number follows, by its length.
    #[must_use]
    pub fn kind(&self) -> NumberKind {
        if self.0.len() == 18 { NumberKind::Ean } else { NumberKind::Prm }
    }

    /// Whether an EAN fails its GS1 check digit or does not begin with 54: a typing mistake, or a masked number. A
    /// warning that the user can override, never a refusal.
    #[must_use]
    pub fn check_digit_is_wrong(&self) -> bool {
        self.kind() == NumberKind::Ean && (!self.0.starts_with("54") || !gs1_check(&self.0))
    }
}

impl fmt::Display for UsagePointNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// GS1 modulo 10: from the right, the check digit aside, weights 3, 1, 3, 1, …
fn gs1_check(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| u32::from(digit - b'0') * if place % 2 == 1 { 3 } else { 1 })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn real_eans_pass_and_samples_warn() {
        for good in ["541448820050357909", "541449500000446547", "541448960000000124", "541445500000000040"] {
            assert!(!UsagePointNumber::parse(NumberKind::Ean, good).unwrap().check_digit_is_wrong(), "{good}");
        }
        for warned in ["541448030003312345", "123456789123456789"] {
            assert!(UsagePointNumber::parse(NumberKind::Ean, warned).unwrap().check_digit_is_wrong(), "{warned}");
        }
    }

    #[test]
    fn lengths_are_errors() {
        assert_eq!(UsagePointNumber::parse(NumberKind::Prm, "0977554260681"), Err(AppError::InvalidPrm));
        assert_eq!(UsagePointNumber::parse(NumberKind::Prm, "0977554260681x"), Err(AppError::InvalidPrm));
        assert_eq!(UsagePointNumber::parse(NumberKind::Ean, "54144896000000012"), Err(AppError::InvalidEan));
        assert_eq!(UsagePointNumber::parse(NumberKind::Prm, " 09775542606818 ").unwrap().as_str(), "09775542606818");
        assert_eq!(
            UsagePointNumber::parse(NumberKind::Ean, "=\"541448960000000124\"").unwrap().as_str(),
            "541448960000000124"
        );
    }

    proptest! {
        #[test]
        fn every_single_digit_change_breaks_the_check(place in 0_usize..18, by in 1_u8..10) {
            let mut digits = b"541448960000000124".to_vec();
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            prop_assert!(!gs1_check(std::str::from_utf8(&digits).unwrap()));
        }
    }
}
