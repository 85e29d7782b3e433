//! Days whose readings were released: their sums are all that is left, and what arrives late must not make them emptier.

use crate::{
    analytics::zone::Zone,
    domain::{
        reading::{OfficialDay, Reading},
        time::{Instant, LocalDay},
    },
    storage::{Db, StorageError, Tx, readings},
};
use std::collections::BTreeSet;

/// Readings and official days of one series.
pub type Received<'a> = (&'a [Reading], &'a [OfficialDay]);

/// The local days of a batch that must be left alone. A day of that age of which nothing was received yet is welcome: it
/// is summed up now, and its readings are released later.
pub async fn in_batch(
    tx: &mut Tx,
    zone: Zone,
    key: i64,
    batch: Received<'_>,
) -> Result<BTreeSet<LocalDay>, StorageError> {
    let Some((first, end)) = reach(zone, readings::kept_from(tx, key).await?, batch) else {
        return Ok(BTreeSet::new());
    };
    Ok(readings::rollups_in(tx, key, first, end).await?.into_iter().map(|rollup| rollup.day).collect())
}

/// [`in_batch`] without a transaction, for previews.
pub async fn in_preview(
    db: &Db,
    zone: Zone,
    (key, kept_from): (i64, Option<Instant>),
    batch: Received<'_>,
) -> Result<BTreeSet<LocalDay>, StorageError> {
    let Some((first, end)) = reach(zone, kept_from, batch) else { return Ok(BTreeSet::new()) };
    let rollups = readings::rollups_between(db, &[key], first, end).await?;
    Ok(rollups.into_iter().map(|(_, rollup)| rollup.day).collect())
}

/// From the batch's first local day to where readings are held again, if it begins before.
fn reach(zone: Zone, kept_from: Option<Instant>, (rows, days): Received<'_>) -> Option<(LocalDay, LocalDay)> {
    let end = zone.day(kept_from?);
    let of_rows = rows.iter().map(|reading| reading.start).min().map(|start| zone.day(start));
    let first = of_rows.into_iter().chain(days.iter().map(|official| official.day)).min()?;
    (first < end).then_some((first, end))
}

/// Takes out what belongs to those days and says how much it was.
pub fn leave_out<T>(rows: &mut Vec<T>, released: &BTreeSet<LocalDay>, day: impl Fn(&T) -> LocalDay) -> u32 {
    let before = rows.len();
    if !released.is_empty() {
        rows.retain(|row| !released.contains(&day(row)));
    }
    u32::try_from(before - rows.len()).unwrap_or(u32::MAX)
}
