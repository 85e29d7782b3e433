//! Energy and power: three significant digits, the unit that fits, a no-break space between them.

use super::{Language, NO_BREAK_SPACE, fixed};
use crate::domain::units::{JOULES_PER_WH, Joules};

/// A unit of energy or power and how many base units (joules or watts) it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// `kWh`.
    pub symbol: &'static str,
    /// Joules or watts in one.
    pub size: i64,
}

const ENERGY: [Unit; 3] = [
    Unit { symbol: "Wh", size: JOULES_PER_WH },
    Unit { symbol: "kWh", size: 1_000 * JOULES_PER_WH },
    Unit { symbol: "MWh", size: 1_000_000 * JOULES_PER_WH },
];
const POWER: [Unit; 3] =
    [Unit { symbol: "W", size: 1 }, Unit { symbol: "kW", size: 1_000 }, Unit { symbol: "MW", size: 1_000_000 }];

/// `312 kWh`, `4,21 MWh`, `48,6 Wh`; nothing is `0 kWh`.
#[must_use]
pub fn energy(value: Joules, language: Language) -> String {
    if value == Joules::ZERO {
        return with_unit("0", "kWh");
    }
    significant(i128::from(value.0), 1, &ENERGY, language)
}

/// Exactly, in kWh with three decimals, as operators' files have them: `18,192 kWh`.
#[must_use]
pub fn kwh_exact(value: Joules, language: Language) -> String {
    with_unit(&fixed(i128::from(value.wh()), 3, language), "kWh")
}

/// Mean power in watts: `740 W`, `31,2 kW`.
#[must_use]
pub fn power(watts: i64, language: Language) -> String {
    if watts.unsigned_abs() < 1_000 {
        return with_unit(&fixed(i128::from(watts), 0, language), "W");
    }
    significant(i128::from(watts), 1, &POWER, language)
}

/// Mean power of `energy` over `seconds`; nothing for an empty interval.
#[must_use]
pub fn mean_power(energy: Joules, seconds: i64, language: Language) -> String {
    if seconds <= 0 {
        return String::new();
    }
    power(i64::try_from(rounded(i128::from(energy.0), i128::from(seconds))).unwrap_or(i64::MAX), language)
}

/// The unit in which an axis up to `joules` is written.
#[must_use]
pub fn energy_unit(joules: i64) -> Unit {
    axis_unit(joules, &ENERGY)
}

/// The unit in which an axis up to `watts` is written.
#[must_use]
pub fn power_unit(watts: i64) -> Unit {
    axis_unit(watts, &POWER)
}

fn axis_unit(largest: i64, units: &[Unit; 3]) -> Unit {
    let [small, middle, large] = *units;
    if largest >= 3 * large.size {
        large
    } else if largest >= middle.size {
        middle
    } else {
        small
    }
}

/// Three significant digits of `numerator / denominator` in the largest unit that leaves a whole part.
fn significant(numerator: i128, denominator: i128, units: &[Unit; 3], language: Language) -> String {
    let mut text = String::new();
    for unit in units {
        let size = i128::from(unit.size) * denominator;
        for decimals in [2_u32, 1, 0] {
            let scaled = rounded(numerator * 10_i128.pow(decimals), size);
            text = with_unit(&fixed(scaled, decimals, language), unit.symbol);
            if scaled.abs() < 1_000 {
                return text;
            }
        }
    }
    text
}

fn rounded(numerator: i128, denominator: i128) -> i128 {
    (numerator + numerator.signum() * denominator / 2) / denominator
}

fn with_unit(number: &str, unit: &str) -> String {
    format!("{number}{NO_BREAK_SPACE}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr, Nl};

    fn wh(value: i64) -> Joules {
        Joules::from_wh(value).unwrap()
    }

    #[test]
    fn three_significant_digits() {
        assert_eq!(energy(wh(312_000), Fr), "312\u{a0}kWh");
        assert_eq!(energy(wh(4_213_000), Fr), "4,21\u{a0}MWh");
        assert_eq!(energy(wh(48_640), Nl), "48,6\u{a0}kWh");
        assert_eq!(energy(wh(860), En), "860\u{a0}Wh");
        assert_eq!(energy(wh(0), Fr), "0\u{a0}kWh");
        assert_eq!(energy(wh(-1_500), Fr), "−1,50\u{a0}kWh");
        assert_eq!(energy(wh(12_345_678_900), Fr), "12\u{202f}346\u{a0}MWh");
    }

    #[test]
    fn the_unit_switches_where_the_rounded_number_does() {
        assert_eq!(energy(wh(999_499), Fr), "999\u{a0}kWh");
        assert_eq!(energy(wh(999_500), Fr), "1,00\u{a0}MWh");
        assert_eq!(energy(wh(99_960), Fr), "100\u{a0}kWh");
        assert_eq!(energy(wh(1_000), Fr), "1,00\u{a0}kWh");
    }

    #[test]
    fn files_are_shown_to_the_watt_hour() {
        assert_eq!(kwh_exact(wh(18_192), Fr), "18,192\u{a0}kWh");
        assert_eq!(kwh_exact(wh(18_192), En), "18.192\u{a0}kWh");
    }

    #[test]
    fn powers() {
        assert_eq!(power(740, Fr), "740\u{a0}W");
        assert_eq!(power(31_240, Fr), "31,2\u{a0}kW");
        assert_eq!(mean_power(wh(1_500), 1_800, Fr), "3,00\u{a0}kW");
        assert_eq!(mean_power(wh(1_500), 0, Fr), "");
    }

    #[test]
    fn axes_keep_one_unit() {
        assert_eq!(energy_unit(wh(2_900_000).0).symbol, "kWh");
        assert_eq!(energy_unit(wh(3_000_000).0).symbol, "MWh");
        assert_eq!(power_unit(900).symbol, "W");
    }
}
