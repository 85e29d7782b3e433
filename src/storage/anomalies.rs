//! Anomalies: one row for each series, rule and day.

use super::{
    Db, StorageError, Tx, day_number,
    db::{Built, all},
    number_day,
};
use crate::domain::{
    anomaly::{Anomaly, Severity},
    time::LocalDay,
    units::Joules,
};

#[derive(sqlx::FromRow)]
struct Row {
    series_key: i64,
    day: i64,
    severity: String,
    value: i64,
    mean: i64,
}

impl TryFrom<Row> for (i64, Anomaly) {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        let severity = [Severity::Minor, Severity::Major, Severity::Critical]
            .into_iter()
            .find(|severity| severity.as_str() == row.severity)
            .ok_or(StorageError::Unreadable("anomalies"))?;
        let (value, mean) = (Joules(row.value), Joules(row.mean));
        Ok((row.series_key, Anomaly { day: number_day(row.day), severity, value, mean }))
    }
}

pub(super) const BETWEEN: &str = "SELECT series_key, day, severity, value, mean FROM anomalies WHERE series_key IN (";

/// The anomalies of several series over the local days `[first, end)`, latest day first.
///
/// # Errors
/// When the database fails.
pub async fn between(
    db: &Db,
    keys: &[i64],
    first: LocalDay,
    end: LocalDay,
) -> Result<Vec<(i64, Anomaly)>, StorageError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let query = Built::new(BETWEEN).list(keys).push(") AND day >= ").bind(day_number(first)).push(" AND day < ");
    let rows: Vec<Row> = query.bind(day_number(end)).push(" ORDER BY day DESC, series_key").all(db).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

pub(super) const OF_RULE: &str = "SELECT series_key, day, severity, value, mean FROM anomalies
    WHERE series_key = $1 AND rule = $2 AND day >= $3 AND day < $4 ORDER BY day";

/// What a rule has said about the local days `[first, end)` of one series.
///
/// # Errors
/// When the database fails.
pub async fn of_rule_in(
    tx: &mut Tx,
    key: i64,
    rule: &str,
    first: LocalDay,
    end: LocalDay,
) -> Result<Vec<Anomaly>, StorageError> {
    let rows = all!(tx, Row, OF_RULE, key, rule, day_number(first), day_number(end))?;
    rows.into_iter().map(|row| <(i64, Anomaly)>::try_from(row).map(|(_, anomaly)| anomaly)).collect()
}

const ROWS_PER_STATEMENT: usize = 1_000;
const PUT: &str = "INSERT INTO anomalies (series_key, rule, day, severity, value, mean) ";
const REPLACE: &str = " ON CONFLICT (series_key, rule, day)
    DO UPDATE SET severity = excluded.severity, value = excluded.value, mean = excluded.mean";

/// Writes anomalies, replacing those of the same rule and day.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, key: i64, rule: &'static str, anomalies: &[Anomaly]) -> Result<(), StorageError> {
    for chunk in anomalies.chunks(ROWS_PER_STATEMENT) {
        let row = |anomaly: &Anomaly| {
            let (day, severity) = (day_number(anomaly.day), anomaly.severity.as_str());
            [key.into(), rule.into(), day.into(), severity.into(), anomaly.value.0.into(), anomaly.mean.0.into()]
        };
        Built::new(PUT).rows(chunk, row).push(REPLACE).run(tx).await?;
    }
    Ok(())
}

const REMOVE: &str = "DELETE FROM anomalies WHERE series_key = ";

/// Removes what a rule said about days that corrected values have cleared.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, key: i64, rule: &'static str, days: &[LocalDay]) -> Result<(), StorageError> {
    let numbers: Vec<i64> = days.iter().map(|day| day_number(*day)).collect();
    for chunk in numbers.chunks(ROWS_PER_STATEMENT) {
        let query = Built::new(REMOVE).bind(key).push(" AND rule = ").bind(rule).push(" AND day IN (");
        query.list(chunk).push(")").run(tx).await?;
    }
    Ok(())
}
