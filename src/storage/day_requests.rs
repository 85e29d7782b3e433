//! What the operator last answered for each day of each resource.

use super::{
    Db, StorageError, Tx, day_number,
    db::{Built, all, one, run},
    number_day,
};
use crate::domain::{
    id::{SyncRunId, UsagePointId},
    time::{Instant, LocalDay},
};
use std::str::FromStr;

/// How an operator answered for one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayOutcome {
    /// With at least one value.
    Data,
    /// That it has no value.
    NoData,
    /// That its history begins later.
    BeforeHistory,
    /// That the meter has no such direction.
    WrongDirection,
    /// That the customer opposed the load curve.
    CurveOpposed,
}

impl DayOutcome {
    const ALL: [Self; 5] = [Self::Data, Self::NoData, Self::BeforeHistory, Self::WrongDirection, Self::CurveOpposed];

    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::NoData => "no_data",
            Self::BeforeHistory => "before_history",
            Self::WrongDirection => "wrong_direction",
            Self::CurveOpposed => "curve_opposed",
        }
    }
}

impl FromStr for DayOutcome {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == text).ok_or(())
    }
}

/// One answered day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRequest {
    /// Whether it was the load curve; else daily values.
    pub curve: bool,
    /// The local day.
    pub day: LocalDay,
    /// The answer.
    pub outcome: DayOutcome,
    /// In which run.
    pub run: SyncRunId,
    /// When it was asked for.
    pub asked_at: Instant,
    /// How often in a row the answer was that there is nothing.
    pub tries: i64,
}

fn resource(curve: bool) -> &'static str {
    if curve { "curve" } else { "daily" }
}

const OF_SERIES: &str = "SELECT resource, day, outcome, run_id, asked_at, tries FROM day_requests WHERE series_key = $1 ORDER BY resource, day";

/// Every answered day of a series.
///
/// # Errors
/// When the database fails.
pub async fn of_series(db: &Db, series_key: i64) -> Result<Vec<DayRequest>, StorageError> {
    let rows = all!(db, (String, i64, String, SyncRunId, Instant, i64), OF_SERIES, series_key)?;
    let read = |(resource, day, outcome, run, asked_at, tries): (String, i64, String, SyncRunId, Instant, i64)| {
        let (curve, day, outcome) = (resource == "curve", number_day(day), outcome.parse().ok()?);
        Some(DayRequest { curve, day, outcome, run, asked_at, tries })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

const PUT: &str = "INSERT INTO day_requests (series_key, resource, day, outcome, run_id, asked_at, tries) ";
const REPLACE: &str = " ON CONFLICT (series_key, resource, day) DO UPDATE SET outcome = excluded.outcome, \
     run_id = excluded.run_id, asked_at = excluded.asked_at, \
     tries = CASE WHEN excluded.tries = 0 THEN 0 ELSE day_requests.tries + 1 END";

/// Notes what the operator answered, in the place of what it answered before.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    series_key: i64,
    curve: bool,
    (run, now): (SyncRunId, Instant),
    days: &[(LocalDay, DayOutcome)],
) -> Result<(), StorageError> {
    for some in days.chunks(700) {
        let row = |(day, outcome): &(LocalDay, DayOutcome)| {
            let (resource, day) = (resource(curve), day_number(*day));
            let tries = i64::from(*outcome == DayOutcome::NoData);
            [
                series_key.into(),
                resource.into(),
                day.into(),
                outcome.as_str().into(),
                run.into(),
                now.into(),
                tries.into(),
            ]
        };
        Built::new(PUT).rows(some, row).push(REPLACE).run(tx).await?;
    }
    Ok(())
}

const COUNT_CURVE_OF_RUN: &str = "SELECT COUNT(*) AS asked, \
     CAST(COALESCE(SUM(CASE WHEN outcome = 'data' THEN 1 ELSE 0 END), 0) AS BIGINT) AS found FROM day_requests \
     WHERE resource = 'curve' AND run_id = $1 AND asked_at >= $2";

/// How many days of the load curve a run has asked for since it was queued, and how many of them had data.
///
/// # Errors
/// When the database fails.
pub async fn curve_days_of_run(tx: &mut Tx, run: SyncRunId, since: Instant) -> Result<(i64, i64), StorageError> {
    one!(tx, (i64, i64), COUNT_CURVE_OF_RUN, run, since)
}

const FORGET_REFUSALS: &str = "DELETE FROM day_requests WHERE outcome IN ('wrong_direction', 'curve_opposed') \
     AND series_key IN (SELECT key FROM series WHERE usage_point_id = $1)";

/// Forgets what the operator refused for good: a new consent may cover more.
///
/// # Errors
/// When the database fails.
pub async fn forget_refusals(tx: &mut Tx, usage_point: UsagePointId) -> Result<(), StorageError> {
    run!(tx, FORGET_REFUSALS, usage_point)?;
    Ok(())
}
