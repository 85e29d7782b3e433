//! An organisation's own emission factors.

use super::{
    Db, StorageError, Tx, day_number,
    db::{Built, all, run},
    number_day,
};
use crate::domain::{
    emission::{Country, EmissionFactor, FactorKind},
    id::OrganisationId,
};

#[derive(sqlx::FromRow)]
struct Row {
    country: String,
    valid_from: i64,
    milligrams_per_kwh: i64,
    kind: String,
    source: String,
}

impl TryFrom<Row> for EmissionFactor {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        let unreadable = || StorageError::Unreadable("emission_factors");
        Ok(Self {
            country: Country::from_code(&row.country).ok_or_else(unreadable)?,
            valid_from: number_day(row.valid_from),
            milligrams_per_kwh: row.milligrams_per_kwh,
            kind: FactorKind::from_name(&row.kind).ok_or_else(unreadable)?,
            source: row.source,
        })
    }
}

const OF: &str = "SELECT country, valid_from, milligrams_per_kwh, kind, source FROM emission_factors
    WHERE organisation_id = $1 ORDER BY country, valid_from";

/// The factors of an organisation by country and day.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation(db: &Db, organisation: OrganisationId) -> Result<Vec<EmissionFactor>, StorageError> {
    all!(db, Row, OF, organisation)?.into_iter().map(TryInto::try_into).collect()
}

const FORGET: &str = "DELETE FROM emission_factors WHERE organisation_id = $1";
const PUT: &str =
    "INSERT INTO emission_factors (organisation_id, country, valid_from, milligrams_per_kwh, kind, source) ";

/// Replaces the factors of an organisation.
///
/// # Errors
/// When two have the same country and day, or the database fails.
pub async fn put(tx: &mut Tx, organisation: OrganisationId, factors: &[EmissionFactor]) -> Result<(), StorageError> {
    run!(tx, FORGET, organisation)?;
    for some in factors.chunks(1_000) {
        let row = |factor: &EmissionFactor| {
            let day = day_number(factor.valid_from);
            [
                organisation.into(),
                factor.country.code().into(),
                day.into(),
                factor.milligrams_per_kwh.into(),
                factor.kind.as_str().into(),
                factor.source.as_str().into(),
            ]
        };
        Built::new(PUT).rows(some, row).run(tx).await?;
    }
    Ok(())
}
