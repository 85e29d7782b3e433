//! Money and what else a bill holds.

use super::{Language, NO_BREAK_SPACE, fixed};
use crate::domain::units::Joules;

/// Cents as euros: `1 234,50 €`, `€ 1.234,50`, `€1,234.50`.
#[must_use]
pub fn money(cents: i64, language: Language) -> String {
    euros(i128::from(cents), 2, language)
}

/// Millionths of a euro for a kWh, with four decimals: `0,2134 €/kWh`.
#[must_use]
pub fn price_per_kwh(micro_euros: i64, language: Language) -> String {
    let rounded = (i128::from(micro_euros) + 50 * i128::from(micro_euros.signum())) / 100;
    format!("{}/kWh", euros(rounded, 4, language))
}

/// Millionths of a euro with all their decimals, at least two: `0,2134 €`, `€ 75,00`.
#[must_use]
pub fn price(micro_euros: i64, language: Language) -> String {
    let spare = (0..4).find(|spare| micro_euros % 10_i64.pow(4 - spare) == 0).unwrap_or(4);
    euros(i128::from(micro_euros) / 10_i128.pow(4 - spare), 2 + spare, language)
}

fn euros(value: i128, decimals: u32, language: Language) -> String {
    let number = fixed(value.abs(), decimals, language);
    let sign = if value < 0 { "−" } else { "" };
    match language {
        Language::Fr => format!("{sign}{number}{NO_BREAK_SPACE}€"),
        Language::Nl => format!("€{NO_BREAK_SPACE}{sign}{number}"),
        Language::En => format!("{sign}€{number}"),
    }
}

/// Grams as kilograms with one decimal: `1 234,5 kg`.
#[must_use]
pub fn kilograms(grams: i64, language: Language) -> String {
    format!("{}{NO_BREAK_SPACE}kg", kilograms_number(grams, language))
}

/// The same without the unit, for columns.
#[must_use]
pub fn kilograms_number(grams: i64, language: Language) -> String {
    fixed((i128::from(grams) + 50 * i128::from(grams.signum())) / 100, 1, language)
}

/// Whole kWh without the unit, for columns whose head names it; below 100 kWh with one decimal.
#[must_use]
pub fn kwh_number(energy: Joules, language: Language) -> String {
    let tenths = i128::from(energy.wh() + 50 * energy.wh().signum()) / 100;
    if tenths.abs() < 1_000 { fixed(tenths, 1, language) } else { fixed(i128::from(kwh(energy)), 0, language) }
}

fn kwh(energy: Joules) -> i64 {
    (energy.wh() + 500 * energy.wh().signum()) / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr, Nl};

    #[test]
    fn euros_and_cents() {
        assert_eq!(money(123_450, Fr), "1\u{202f}234,50\u{a0}€");
        assert_eq!(money(123_450, Nl), "€\u{a0}1.234,50");
        assert_eq!(money(-123_450, En), "−€1,234.50");
        assert_eq!(money(-5, Nl), "€\u{a0}−0,05");
        assert_eq!(price_per_kwh(213_449, Fr), "0,2134\u{a0}€/kWh");
        assert_eq!(price_per_kwh(213_450, En), "€0.2135/kWh");
    }

    #[test]
    fn prices_keep_their_decimals() {
        assert_eq!(price(213_400, Fr), "0,2134\u{a0}€");
        assert_eq!(price(75_000_000, Nl), "€\u{a0}75,00");
        assert_eq!(price(-1, En), "−€0.000001");
        assert_eq!(price(0, Fr), "0,00\u{a0}€");
    }

    #[test]
    fn columns() {
        let wh = |value| Joules::from_wh(value).unwrap();
        assert_eq!(kwh_number(wh(1_234_500), Fr), "1\u{202f}235");
        assert_eq!(kwh_number(wh(99_940), Fr), "99,9");
        assert_eq!(kwh_number(wh(99_950), Fr), "100");
        assert_eq!(kwh_number(wh(-1_250), En), "−1.3");
        assert_eq!(kilograms(1_234_550, Nl), "1.234,6\u{a0}kg");
    }
}
