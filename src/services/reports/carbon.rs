//! What the consumption of a report emitted, factor by factor.

use super::figures::Basis;
use crate::{
    domain::{
        emission::{self, Country, EmissionFactor},
        error::AppError,
        time::LocalDay,
        units::Joules,
    },
    services::{
        App,
        dashboards::{sources::Source, table::Table},
        emissions,
    },
    views::report::{CarbonLine, ReportCarbon},
};

/// The factors of a building's country.
pub(super) struct Emitting {
    country: Option<Country>,
    factors: Vec<EmissionFactor>,
}

impl Emitting {
    /// As the organisation has them, else as they are published.
    pub async fn load(app: &App, source: &Source) -> Result<Self, AppError> {
        let country = Country::of_zone(&source.building.zone);
        let mut factors = emissions::table(app, source.building.organisation).await?;
        factors.retain(|factor| Some(factor.country) == country);
        Ok(Self { country, factors })
    }

    /// Grams of CO2 equivalent of some days; `None`: no day has both a value and a factor.
    pub fn grams(&self, table: &Table, days: impl Iterator<Item = LocalDay>) -> Option<i64> {
        emissions::of_days(table, (self.country, &self.factors), days).grams
    }

    /// The emissions of the period.
    pub fn of_period(&self, basis: &Basis<'_>) -> Option<ReportCarbon> {
        let (table, days) = (basis.table, basis.elapsed());
        let grams = self.grams(table, days.clone())?;
        let known: Vec<LocalDay> = days.filter(|day| table.day(*day).total.is_some()).collect();
        let factor = |day: &LocalDay| emission::on(&self.factors, *day);
        let energy = |days: &[LocalDay]| table.span(days.iter().copied()).total.unwrap_or(Joules::ZERO);
        let mut carbon = ReportCarbon { grams, lines: Vec::new(), without_factor: Joules::ZERO };
        for days in known.chunk_by(|a, b| factor(a) == factor(b)) {
            let (Some(first), Some(last)) = (days.first(), days.last()) else { continue };
            let Some(factor) = factor(first) else {
                carbon.without_factor = carbon.without_factor + energy(days);
                continue;
            };
            carbon.lines.push(CarbonLine {
                first: *first,
                last: *last,
                energy: energy(days),
                milligrams_per_kwh: factor.milligrams_per_kwh,
                kind: factor.kind,
                source: factor.source.clone(),
                grams: self.grams(table, days.iter().copied()).unwrap_or_default(),
            });
        }
        Some(carbon)
    }
}
