//! Writing what was received: the one way by which values enter, whatever brought them.
//!
//! Readings, official days, the rollups of the changed days and what rules find in them are written in the transaction of
//! the caller. The same batch a second time changes nothing.

mod accept;
mod days;
mod merge;
mod preview;
mod released;
mod windows;

pub use accept::TOLERANCE;
pub use preview::preview;

use crate::{
    analytics::zone::Zone,
    domain::{
        reading::{OfficialDay, Reading},
        series::SeriesKind,
        time::{Instant, LocalDay},
    },
    services::alerts,
    storage::{self, StorageError, Tx, readings, series},
};
use std::collections::{BTreeMap, BTreeSet};
use windows::Windows;

/// What was received for one series, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Values of intervals.
    pub readings: Vec<Reading>,
    /// Official values of local days.
    pub official: Vec<OfficialDay>,
}

/// What became of a batch. Every reading and official day is counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// New or changed.
    pub written: u32,
    /// Stored already.
    pub unchanged: u32,
    /// Given way to what is stored, or to a better value in the same batch; or of a day whose readings were released.
    pub kept: u32,
    /// Impossible: out of the series' range, without length, or in the future.
    pub refused: u32,
    /// The local days that changed, in order.
    pub days: Vec<LocalDay>,
}

/// Writes a batch of one series in the caller's transaction.
///
/// # Errors
/// When the database fails; drop the transaction then. Impossible values are counted, never an error.
pub async fn write(
    tx: &mut Tx,
    zone: Zone,
    series_key: i64,
    kind: SeriesKind,
    batch: &Batch,
    now: Instant,
) -> Result<Outcome, StorageError> {
    storage::lock_series(tx, series_key).await?;
    let released = released::in_batch(tx, zone, series_key, (&batch.readings, &batch.official)).await?;
    let mut outcome = Outcome::default();
    let mut changed = BTreeSet::new();
    let possible = batch.readings.iter().filter(|reading| accept::acceptable(reading, kind, now)).copied();
    let (mut incoming, lost) = accept::distinct(possible);
    outcome.refused = count(batch.readings.len() - incoming.len()) - lost;
    outcome.kept = lost + released::leave_out(&mut incoming, &released, |reading| zone.day(reading.start));
    let mut windows = Windows::over(&incoming);
    while let Some(span) = windows.next() {
        let stored = readings::overlapping_in(tx, series_key, span).await?;
        let Some(merged) = windows.merge(&stored) else {
            windows.grow();
            continue;
        };
        readings::remove(tx, series_key, &merged.removed).await?;
        readings::put(tx, series_key, &merged.put).await?;
        changed.extend(merged.removed.iter().chain(merged.put.iter().map(|r| &r.start)).map(|at| zone.day(*at)));
        outcome.written += merged.new + merged.replaced;
        outcome.unchanged += merged.same;
        outcome.kept += merged.kept;
    }
    let mut official = batch.official.clone();
    outcome.kept += released::leave_out(&mut official, &released, |official| official.day);
    write_official(tx, zone, (series_key, kind), &official, now, (&mut outcome, &mut changed)).await?;
    if !changed.is_empty() {
        days::rewrite_rollups(tx, zone, series_key, kind, &changed).await?;
        alerts::after_changes(tx, zone, (series_key, kind), &changed, now).await?;
        series::touch_received(tx, series_key, now).await?;
    }
    outcome.days = changed.into_iter().collect();
    Ok(outcome)
}

/// Official days: the latest word of the operator counts, "no value" takes nothing back.
async fn write_official(
    tx: &mut Tx,
    zone: Zone,
    (key, kind): (i64, SeriesKind),
    official: &[OfficialDay],
    now: Instant,
    (outcome, changed): (&mut Outcome, &mut BTreeSet<LocalDay>),
) -> Result<(), StorageError> {
    let mut latest = BTreeMap::new();
    for OfficialDay { day, value } in official {
        match value {
            None => outcome.unchanged += 1,
            Some(value) if kind.accepts(*value) && accept::possible_day(zone, *day, now) => {
                outcome.kept += u32::from(latest.insert(*day, *value).is_some());
            }
            Some(_) => outcome.refused += 1,
        }
    }
    let Some(((first, _), (last, _))) = latest.first_key_value().zip(latest.last_key_value()) else { return Ok(()) };
    let end = last.succ_opt().unwrap_or(*last);
    let stored: BTreeMap<LocalDay, i64> = readings::official_in(tx, key, *first, end).await?.into_iter().collect();
    let received = latest.len();
    latest.retain(|day, value| stored.get(day) != Some(value));
    outcome.unchanged += count(received - latest.len());
    outcome.written += count(latest.len());
    changed.extend(latest.keys());
    readings::put_official(tx, key, &latest.into_iter().collect::<Vec<_>>()).await
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
