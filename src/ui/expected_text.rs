//! What a field of a form must hold, in words.

use crate::{
    i18n::{Locale, td_string},
    ui::{
        fill::fill,
        format::{decimal, language_of},
    },
    views::form::Expected,
};

/// "un nombre de 0 à 50".
#[must_use]
pub fn expected_text(locale: Locale, expected: Expected) -> String {
    let number = |value, decimals| decimal(value, decimals, 0, language_of(locale));
    match expected {
        Expected::Text(most) => fill(td_string!(locale, forms.text), &[("most", &most)]),
        Expected::Day => td_string!(locale, forms.day).to_owned(),
        Expected::Time => td_string!(locale, forms.time).to_owned(),
        Expected::DayOfYear => td_string!(locale, forms.day_of_year).to_owned(),
        Expected::Decimal(0) => td_string!(locale, forms.whole).to_owned(),
        Expected::Decimal(decimals) => fill(td_string!(locale, forms.decimal), &[("decimals", &decimals)]),
        Expected::Between { least, most, decimals } => {
            let (least, most) = (number(least, decimals), number(most, decimals));
            fill(td_string!(locale, forms.between), &[("least", &least), ("most", &most)])
        }
        Expected::Choice => td_string!(locale, forms.choice).to_owned(),
        Expected::Some => td_string!(locale, forms.some).to_owned(),
        Expected::AtMost(most) => fill(td_string!(locale, forms.at_most), &[("most", &most)]),
        Expected::Line(number) => fill(td_string!(locale, forms.line), &[("number", &number)]),
        Expected::Unique => td_string!(locale, forms.unique).to_owned(),
        Expected::Rest => td_string!(locale, forms.rest).to_owned(),
        Expected::OneRest => td_string!(locale, forms.one_rest).to_owned(),
        Expected::PartOfDay => td_string!(locale, forms.part_of_day).to_owned(),
        Expected::Condition => td_string!(locale, forms.condition).to_owned(),
    }
}
