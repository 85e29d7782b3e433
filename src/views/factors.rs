//! The table of CO2 factors and its form.

use super::{
    form::{Expected, FieldError, Reader},
    format::{Language, decimal},
};
use crate::domain::{
    emission::{Country, EmissionFactor, FactorKind, LONGEST_SOURCE, MOST_MILLIGRAMS},
    error::AppError,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Decimals of grams: milligrams are stored.
const DECIMALS: u32 = 3;
/// More rows are no form of ours.
const MOST: usize = 1_000;

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorsView {
    /// The organisation's own, by country and day.
    pub own: Vec<EmissionFactor>,
    /// What the program brings, by country and day.
    pub published: Vec<EmissionFactor>,
    /// Whether the person may replace them.
    pub can_manage: bool,
}

impl FactorsView {
    /// Whether a published factor counts: the organisation has none of its own for that country.
    #[must_use]
    pub fn counts(&self, published: &EmissionFactor) -> bool {
        self.own.iter().all(|own| own.country != published.country)
    }
}

/// A row as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactorDraft {
    /// `BE` or `FR`.
    pub country: String,
    /// First local day.
    pub valid_from: String,
    /// Grams of CO2 equivalent per kWh.
    pub grams: String,
    /// The name of the kind.
    pub kind: String,
    /// Who published it, where.
    pub source: String,
}

/// The form as it is drawn again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactorsForm {
    /// As typed.
    pub rows: Vec<FactorDraft>,
    /// Fields that were refused.
    pub errors: Vec<FieldError>,
    /// What is no matter of a field.
    pub problem: Option<AppError>,
}

impl FactorDraft {
    /// Of a stored factor.
    #[must_use]
    pub fn of(factor: &EmissionFactor, language: Language) -> Self {
        Self {
            country: factor.country.code().to_owned(),
            valid_from: factor.valid_from.to_string(),
            grams: decimal(factor.milligrams_per_kwh, DECIMALS, 0, language),
            kind: factor.kind.as_str().to_owned(),
            source: factor.source.clone(),
        }
    }

    fn is_blank(&self) -> bool {
        [&self.valid_from, &self.grams, &self.source].iter().all(|typed| typed.trim().is_empty())
    }

    /// The rows of a form; each begins with its country.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::new();
        for (name, value) in pairs {
            if name == "country" && rows.len() < MOST {
                rows.push(Self::default());
            }
            let Some(row) = rows.last_mut() else { continue };
            match name.as_str() {
                "country" => row.country.clone_from(value),
                "valid_from" => row.valid_from.clone_from(value),
                "grams" => row.grams.clone_from(value),
                "kind" => row.kind.clone_from(value),
                "source" => row.source.clone_from(value),
                _ => {}
            }
        }
        rows
    }

    /// What is to be stored; rows without day, grams and source are left out.
    ///
    /// # Errors
    /// Every field that is not in order: `grams[2]`.
    pub fn factors(rows: &[Self]) -> Result<Vec<EmissionFactor>, Vec<FieldError>> {
        let (mut reader, mut seen) = (Reader::default(), BTreeSet::new());
        let mut factors = Vec::new();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            let field = |name: &str| format!("{name}[{at}]");
            let country = reader.take(&field("country"), Country::from_code(&row.country), Expected::Choice);
            let valid_from = reader.day(&field("valid_from"), &row.valid_from);
            if country.zip(valid_from).is_some_and(|key| !seen.insert(key)) {
                reader.refuse(field("valid_from"), Expected::Unique);
            }
            let grams = reader.number(&field("grams"), &row.grams, DECIMALS);
            if grams.is_some_and(|grams| !(0..=MOST_MILLIGRAMS).contains(&grams)) {
                let expected = Expected::Between { least: 0, most: MOST_MILLIGRAMS, decimals: DECIMALS };
                reader.refuse(field("grams"), expected);
            }
            let kind = reader.take(&field("kind"), FactorKind::from_name(&row.kind), Expected::Choice);
            let source = row.source.trim().to_owned();
            if !(1..=LONGEST_SOURCE).contains(&source.chars().count()) || source.chars().any(char::is_control) {
                reader.refuse(field("source"), Expected::Text(LONGEST_SOURCE));
            }
            if let (Some(country), Some(valid_from), Some(grams), Some(kind)) = (country, valid_from, grams, kind) {
                factors.push(EmissionFactor { country, valid_from, milligrams_per_kwh: grams, kind, source });
            }
        }
        if reader.errors.is_empty() { Ok(factors) } else { Err(reader.errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(country: &str, day: &str, grams: &str, source: &str) -> FactorDraft {
        FactorDraft {
            country: country.to_owned(),
            valid_from: day.to_owned(),
            grams: grams.to_owned(),
            kind: "direct".to_owned(),
            source: source.to_owned(),
        }
    }

    #[test]
    fn rows_are_read_and_blank_ones_left_out() {
        let rows = [row("FR", "2026-01-01", "32,5", "RTE"), row("BE", "", " ", "")];
        let factors = FactorDraft::factors(&rows).unwrap();
        assert_eq!((factors.len(), factors[0].milligrams_per_kwh), (1, 32_500));
        assert_eq!(FactorDraft::of(&factors[0], Language::Fr), rows[0]);
    }

    #[test]
    fn every_fault_is_named() {
        let rows = [row("FR", "2026-01-01", "32", "RTE"), row("FR", "2026-01-01", "x", ""), row("DE", "", "5001", "a")];
        let errors = FactorDraft::factors(&rows).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["valid_from[1]", "grams[1]", "source[1]", "country[2]", "valid_from[2]", "grams[2]"]);
    }
}
