//! What a kind of period is called.

use crate::{domain::time::PeriodKind, i18n::*};

/// The word on its button.
#[must_use]
pub fn kind_name(locale: Locale, kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => td_string!(locale, building.period.day),
        PeriodKind::Week => td_string!(locale, building.period.week),
        PeriodKind::Month => td_string!(locale, building.period.month),
        PeriodKind::Year => td_string!(locale, building.period.year),
        PeriodKind::Span(_) => td_string!(locale, building.period.custom),
    }
}
