//! The report builder: what it is asked, and what it shows.

use super::ReportPage;
use crate::{
    domain::{
        id::BuildingId,
        time::{LocalDay, Period, PeriodKind},
    },
    views::format::Language,
};
use serde::{Deserialize, Serialize};

/// What the address of a builder says: `?p=month&d=2026-10&lang=nl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAsked {
    /// Kind of period; month when absent.
    pub kind: PeriodKind,
    /// Any day inside the period; in the last one that is over when absent.
    pub day: Option<LocalDay>,
    /// The reader's; that of the page when absent.
    pub language: Language,
}

impl ReportAsked {
    /// Reads the parameters of an address; what cannot be read falls back to the default.
    #[must_use]
    pub fn read(parameter: impl Fn(&str) -> Option<String>, language: Language) -> Self {
        let day = parameter("d").and_then(|text| text.parse::<Period>().ok());
        let kind = parameter("p").and_then(|text| text.parse::<PeriodKind>().ok());
        let kind = kind
            .or(day.map(|period| period.kind))
            .filter(|kind| !matches!(kind, PeriodKind::Day | PeriodKind::Span(_)));
        Self {
            kind: kind.unwrap_or_default(),
            day: day.map(|period| period.first),
            language: parameter("lang").and_then(|tag| Language::parse(&tag)).unwrap_or(language),
        }
    }
}

/// A report on the screen, before it is a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportPreview {
    /// Of which building.
    pub building: BuildingId,
    /// Its name.
    pub name: String,
    /// Today in its zone.
    pub today: LocalDay,
    /// First local day with data; `None`: there is nothing to report.
    pub earliest: Option<LocalDay>,
    /// What is reported.
    pub period: Period,
    /// Whether the period goes on.
    pub runs: bool,
    /// The period before, if it can hold data.
    pub previous: Option<Period>,
    /// The period after, if it has begun.
    pub next: Option<Period>,
    /// What the report says.
    pub page: ReportPage,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_a_period_and_a_language() {
        let read = |pairs: &[(&str, &str)]| {
            let value = |name: &str| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.to_owned());
            ReportAsked::read(value, Language::Fr)
        };
        let asked = read(&[("p", "year"), ("d", "2026-03-14"), ("lang", "nl")]);
        assert_eq!(
            (asked.kind, asked.day, asked.language),
            (PeriodKind::Year, "2026-03-14".parse().ok(), Language::Nl)
        );
        assert_eq!(read(&[("d", "2026-W12")]).kind, PeriodKind::Week);
        let nonsense = read(&[("p", "day"), ("d", "yesterday"), ("lang", "tlh")]);
        assert_eq!((nonsense.kind, nonsense.day, nonsense.language), (PeriodKind::Month, None, Language::Fr));
    }
}
