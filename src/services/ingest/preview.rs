//! What writing would do, without writing.

use super::{
    accept,
    released::{self, Received},
    windows::Windows,
};
use crate::{
    analytics::zone::Zone,
    domain::{
        reading::{OfficialDay, Reading},
        time::{Instant, Interval, LocalDay},
    },
    storage::{Db, StorageError, readings, series::SeriesRow},
    views::imports::ImportOverlap,
};
use std::collections::{BTreeSet, HashMap};

/// What writing these readings and official days to a series would do, without writing. `None`: the series does not
/// exist yet.
///
/// # Errors
/// When the database fails.
pub async fn preview(
    db: &Db,
    zone: Zone,
    series: Option<&SeriesRow>,
    received: Received<'_>,
) -> Result<ImportOverlap, StorageError> {
    let released = match series {
        Some(row) => released::in_preview(db, zone, (row.key, row.kept_from), received).await?,
        None => BTreeSet::new(),
    };
    let key = series.map(|row| row.key);
    // Without the series' kind and the time, only what has no possible length is left out.
    let always = Instant(i64::MAX);
    let lasting = received.0.iter().filter(|reading| accept::possible(reading.interval(), always)).copied();
    let (mut incoming, lost) = accept::distinct(lasting);
    let left = released::leave_out(&mut incoming, &released, |reading| zone.day(reading.start));
    let mut overlap = ImportOverlap { kept: lost + left, ..ImportOverlap::default() };
    let mut windows = Windows::over(&incoming);
    while let Some(span) = windows.next() {
        let stored = stored_in(db, key, span).await?;
        let Some(merged) = windows.merge(&stored) else {
            windows.grow();
            continue;
        };
        overlap.new += merged.new;
        overlap.same += merged.same;
        overlap.replaced += merged.replaced;
        overlap.kept += merged.kept;
    }
    compare_days(db, key, (received.1, &released), &mut overlap).await?;
    Ok(overlap)
}

async fn stored_in(db: &Db, series_key: Option<i64>, span: Interval) -> Result<Vec<Reading>, StorageError> {
    match series_key {
        Some(key) => readings::overlapping(db, key, span).await,
        None => Ok(Vec::new()),
    }
}

/// Official days: the latest word counts, "no value" takes nothing back.
async fn compare_days(
    db: &Db,
    key: Option<i64>,
    (official, released): (&[OfficialDay], &BTreeSet<LocalDay>),
    overlap: &mut ImportOverlap,
) -> Result<(), StorageError> {
    let bounds = official.iter().map(|day| day.day).min().zip(official.iter().map(|day| day.day).max());
    let Some((first, last)) = bounds else { return Ok(()) };
    let end = last.succ_opt().unwrap_or(last);
    let stored: HashMap<LocalDay, i64> = match key {
        Some(key) => readings::official_between(db, key, first, end).await?.into_iter().collect(),
        None => HashMap::new(),
    };
    for OfficialDay { day, value } in official {
        match (value, stored.get(day)) {
            _ if released.contains(day) => overlap.kept += 1,
            (None, _) => overlap.same += 1,
            (Some(_), None) => overlap.new += 1,
            (Some(value), Some(known)) if value == known => overlap.same += 1,
            (Some(_), Some(_)) => overlap.replaced += 1,
        }
    }
    Ok(())
}
