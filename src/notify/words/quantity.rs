//! Figures in words.

use crate::{
    domain::notice::Quantity,
    i18n::{Locale, td_string},
    views::format::{Language, energy, fill, integer, percent, power},
};

/// `48,6 kWh`, `3,2 kW`, `12 kVA`, `5 jours`, `32 %`.
pub(super) fn quantity(value: Quantity, locale: Locale, language: Language) -> String {
    match value {
        Quantity::Energy(joules) => energy(joules, language),
        Quantity::Power(watts) => power(watts, language),
        // The same size as watts, with the symbol that contracts use.
        Quantity::Apparent(volt_amperes) => {
            let text = power(volt_amperes, language);
            text.strip_suffix('W').map_or_else(|| text.clone(), |number| format!("{number}VA"))
        }
        Quantity::Days(1) => td_string!(locale, notices.day).to_owned(),
        Quantity::Days(days) => fill(td_string!(locale, notices.days), &[("count", &integer(days, language))]),
        Quantity::Share(per_mille) => {
            percent(f64::from(i32::try_from(per_mille).unwrap_or(i32::MAX)) / 10.0, 0, language)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::units::Joules;

    #[test]
    fn each_unit_has_its_form() {
        let fr = |value| quantity(value, Locale::fr, Language::Fr);
        assert_eq!(fr(Quantity::Energy(Joules(174_960_000))), "48,6\u{a0}kWh");
        assert_eq!(fr(Quantity::Power(740)), "740\u{a0}W");
        assert_eq!(fr(Quantity::Apparent(12_000)), "12,0\u{a0}kVA");
        assert_eq!(fr(Quantity::Days(5)), "5 jours");
        assert_eq!(fr(Quantity::Days(1)), "1 jour");
        assert_eq!(fr(Quantity::Share(320)), "32\u{a0}%");
    }
}
