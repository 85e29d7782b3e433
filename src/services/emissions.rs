//! CO2 of consumption, by a dated table of factors that an organisation may replace.

use super::{App, buildings, dashboards::table::Table};
use crate::{
    domain::{
        access::Actor,
        emission::{self, Country, EmissionFactor, LONGEST_SOURCE, MOST_MILLIGRAMS},
        error::AppError,
        id::OrganisationId,
        time::LocalDay,
        units::Joules,
    },
    storage::emissions as stored,
    views::factors::FactorsView,
};
use std::{collections::BTreeSet, ops::Add};

/// Published factors, for organisations without their own of a country.
const PUBLISHED: &str = include_str!("emissions.json");
/// The most factors of an organisation.
const MOST: usize = 1_000;
const JOULES_PER_KWH: i128 = 3_600_000;

/// The factors that count for an organisation, by country and day: its own where it has any of a country, else the
/// published ones.
///
/// # Errors
/// When the database fails.
pub async fn table(app: &App, organisation: OrganisationId) -> Result<Vec<EmissionFactor>, AppError> {
    let mut factors = stored::of_organisation(&app.db, organisation).await?;
    let own: BTreeSet<Country> = factors.iter().map(|factor| factor.country).collect();
    factors.extend(published()?.into_iter().filter(|factor| !own.contains(&factor.country)));
    factors.sort_by_key(|factor| (factor.country, factor.valid_from));
    Ok(factors)
}

/// The same for whoever asks.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<EmissionFactor>, AppError> {
    table(app, actor.organisation).await
}

/// The organisation's own factors beside the published ones.
///
/// # Errors
/// When the database fails.
pub async fn view(app: &App, actor: &Actor) -> Result<FactorsView, AppError> {
    let own = stored::of_organisation(&app.db, actor.organisation).await?;
    Ok(FactorsView { own, published: published()?, can_manage: actor.manages() })
}

/// Replaces the organisation's own factors; none: the published ones count again.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing; [`AppError::InvalidField`].
pub async fn replace(app: &App, actor: &Actor, factors: &[EmissionFactor]) -> Result<(), AppError> {
    buildings::manager(actor)?;
    let invalid = |field: String, expected: String| AppError::InvalidField { field, expected };
    if factors.len() > MOST {
        return Err(invalid("factors".to_owned(), format!("≤ {MOST}")));
    }
    let mut seen = BTreeSet::new();
    for (number, factor) in factors.iter().enumerate() {
        let field = |name: &str| format!("factors[{number}].{name}");
        if !(0..=MOST_MILLIGRAMS).contains(&factor.milligrams_per_kwh) {
            return Err(invalid(field("milligrams_per_kwh"), format!("0–{MOST_MILLIGRAMS}")));
        }
        let source = factor.source.trim();
        if !(1..=LONGEST_SOURCE).contains(&source.chars().count()) || source.chars().any(char::is_control) {
            return Err(invalid(field("source"), format!("1–{LONGEST_SOURCE}")));
        }
        if !seen.insert((factor.country, factor.valid_from)) {
            return Err(invalid(field("valid_from"), "unique".to_owned()));
        }
    }
    let emitting = buildings::visible(app, actor).await?;
    let mut tx = app.db.begin().await?;
    stored::put(&mut tx, actor.organisation, factors).await?;
    for building in emitting {
        tx.changes(building.change());
    }
    Ok(tx.commit().await?)
}

/// What some days emitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emitted {
    /// Grams of CO2 equivalent; `None`: no day has both a value and a factor.
    pub grams: Option<i64>,
    /// Days with a value and no factor.
    pub days_without_factor: u32,
    /// The factors that counted, in the order of their days.
    pub factors: Vec<EmissionFactor>,
}

/// What the local days `[first, end)` of a building emitted, exact but for one rounding to the gram.
#[must_use]
pub(in crate::services) fn of_days(
    table: &Table,
    (country, factors): (Option<Country>, &[EmissionFactor]),
    days: impl Iterator<Item = LocalDay>,
) -> Emitted {
    let ours: Vec<EmissionFactor> = factors.iter().filter(|f| Some(f.country) == country).cloned().collect();
    let (mut emitted, mut sum) = (Emitted::default(), None::<Carbon>);
    for day in days {
        let Some(total) = table.day(day).total else { continue };
        let Some(factor) = emission::on(&ours, day) else {
            emitted.days_without_factor += 1;
            continue;
        };
        sum = Some(sum.unwrap_or_default() + Carbon::of(total, factor));
        if emitted.factors.last() != Some(factor) && !emitted.factors.contains(factor) {
            emitted.factors.push(factor.clone());
        }
    }
    emitted.grams = sum.map(Carbon::grams);
    emitted
}

/// An exact mass of CO2 equivalent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::services) struct Carbon(i128);

impl Carbon {
    /// What some energy emitted.
    pub fn of(energy: Joules, factor: &EmissionFactor) -> Self {
        Self(i128::from(energy.0) * i128::from(factor.milligrams_per_kwh))
    }

    /// Whole grams, half a gram up.
    pub fn grams(self) -> i64 {
        i64::try_from((self.0 + JOULES_PER_KWH * 500) / (JOULES_PER_KWH * 1_000)).unwrap_or(i64::MAX)
    }
}

impl Add for Carbon {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

fn published() -> Result<Vec<EmissionFactor>, AppError> {
    serde_json::from_str(PUBLISHED).map_err(|error| {
        tracing::error!(%error, "the published emission factors cannot be read");
        AppError::Internal
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn published_factors_are_in_order_and_sourced() {
        let factors = published().unwrap();
        let mut by_country: BTreeMap<Country, Vec<LocalDay>> = BTreeMap::new();
        for factor in &factors {
            assert!(factor.source.len() > 10 && (1..=MOST_MILLIGRAMS).contains(&factor.milligrams_per_kwh));
            by_country.entry(factor.country).or_default().push(factor.valid_from);
        }
        assert_eq!(by_country.len(), Country::ALL.len());
        assert!(by_country.values().all(|days| days.is_sorted()));
    }
}
