//! What follows from changed days: their rollups.

use crate::{
    analytics::{chunks, rollup, zone::Zone},
    domain::{reading::Reading, series::SeriesKind, time::LocalDay},
    storage::{StorageError, Tx, readings},
};
use std::collections::{BTreeMap, BTreeSet};

/// How many days are read at once.
const DAYS: u32 = 200;

/// Sums up the changed days again from what is stored.
pub async fn rewrite_rollups(
    tx: &mut Tx,
    zone: Zone,
    key: i64,
    kind: SeriesKind,
    changed: &BTreeSet<LocalDay>,
) -> Result<(), StorageError> {
    for (first, end) in chunks::ranges_of(changed, 0, DAYS) {
        let stored = readings::readings_in(tx, key, zone.span(first, end)).await?;
        let official: BTreeMap<_, _> = readings::official_in(tx, key, first, end).await?.into_iter().collect();
        let mut of_day: BTreeMap<LocalDay, &[Reading]> = rollup::by_day(zone, &stored).collect();
        let (mut rollups, mut gone) = (Vec::new(), Vec::new());
        for day in first.iter_days().take_while(|day| *day < end) {
            let (rows, official) = (of_day.remove(&day).unwrap_or_default(), official.get(&day).copied());
            if rows.is_empty() && official.is_none() {
                gone.push(day);
            } else {
                rollups.push(rollup::of_day(zone, kind, day, rows, official));
            }
        }
        readings::put_rollups(tx, key, &rollups).await?;
        readings::remove_rollups(tx, key, &gone).await?;
    }
    Ok(())
}
