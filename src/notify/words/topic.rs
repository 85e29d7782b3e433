//! What is known about each kind of alert: its name, a sentence, causes, advice.

use crate::{
    domain::rule::RuleKind,
    i18n::{Locale, td_string},
};

/// The words of one kind of alert.
pub(super) struct Topic {
    /// What it is called.
    pub title: &'static str,
    /// A sentence with `{place}`, `{day}`, `{value}`, `{expected}` and `{difference}`.
    pub lead: &'static str,
    /// Possible causes.
    pub causes: Vec<&'static str>,
    /// What to do.
    pub advice: Vec<&'static str>,
}

macro_rules! topic {
    ($locale:expr, $kind:ident, [$($cause:ident),+], [$($advice:ident),+]) => {
        Topic {
            title: td_string!($locale, notices.$kind.title),
            lead: td_string!($locale, notices.$kind.lead),
            causes: vec![$(td_string!($locale, notices.$kind.$cause)),+],
            advice: vec![$(td_string!($locale, notices.$kind.$advice)),+],
        }
    };
}

/// The words for `kind`.
pub(super) fn of(kind: RuleKind, locale: Locale) -> Topic {
    match kind {
        RuleKind::OverConsumption => {
            topic!(locale, over_consumption, [cause1, cause2, cause3, cause4], [advice1, advice2, advice3])
        }
        RuleKind::Unusual => topic!(locale, unusual, [cause1, cause2, cause3], [advice1, advice2]),
        RuleKind::BaseLoad => topic!(locale, base_load, [cause1, cause2, cause3], [advice1, advice2]),
        RuleKind::Night => topic!(locale, night, [cause1, cause2, cause3], [advice1, advice2]),
        RuleKind::Peak => topic!(locale, peak, [cause1, cause2, cause3], [advice1, advice2]),
        RuleKind::Silent => topic!(locale, silent, [cause1, cause2, cause3], [advice1, advice2]),
        RuleKind::ConsentEnding => topic!(locale, consent_ending, [cause1], [advice1]),
        RuleKind::QualityDrop => topic!(locale, quality_drop, [cause1, cause2], [advice1, advice2]),
    }
}
