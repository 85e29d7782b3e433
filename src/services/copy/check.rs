//! Comparing both sides row by row, with counts and the sums of each meter and month to say where they differ.

use super::{CopyError, Progress};
use crate::storage::{
    StorageError,
    copy::{Meters, Place, Row, Snapshot, Sums, Table},
};
use futures::{TryStreamExt, future};

/// Rows between two reports.
const REPORT: i64 = 10_000;

/// What was found of a table.
struct Found {
    rows: (i64, i64),
    /// The first place at which the rows are not the same.
    first: Option<String>,
    /// Words for the first month of a meter in which the sums are not the same.
    month: Option<String>,
}

/// Fails with the first difference.
pub async fn both(
    source: &mut Snapshot,
    target: &mut Snapshot,
    tables: &[Table],
    places: &[Table],
    counts: &[(&'static str, i64)],
    mut progress: Progress,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), CopyError> {
    let meters = Meters::read(source).await.map_err(CopyError::Source)?;
    for ((table, place), (name, rows)) in tables.iter().zip(places).zip(counts) {
        (progress.table, progress.table_done, progress.table_rows) = (name, 0, *rows);
        let found = one(source, target, (table, place), &meters, &mut progress, tell).await?;
        if let Some(difference) = found.in_words(table) {
            return Err(CopyError::Differ(difference));
        }
        tell(progress);
    }
    Ok(())
}

async fn one(
    source: &mut Snapshot,
    target: &mut Snapshot,
    (table, place): (&Table, &Table),
    meters: &Meters,
    progress: &mut Progress,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<Found, CopyError> {
    let mut sums = (Sums::of(table, meters), Sums::of(table, meters));
    let mut found = Found { rows: (0, 0), first: None, month: None };
    let mut here = source.rows(table, None).map_err(CopyError::Source)?;
    let mut there = target.rows(place, None).map_err(CopyError::Target)?;
    loop {
        let (one, other) = future::join(here.try_next(), there.try_next()).await;
        let (one, other) = (take(one, CopyError::Source)?, take(other, CopyError::Target)?);
        let Some(row) = one.as_ref().or(other.as_ref()) else { break };
        if one != other && found.first.is_none() {
            found.first = Some(Place::of(table, row).to_text());
        }
        for (row, rows, sums) in [(&one, &mut found.rows.0, &mut sums.0), (&other, &mut found.rows.1, &mut sums.1)] {
            if let Some(row) = row {
                *rows += 1;
                sums.as_mut().into_iter().for_each(|sums| sums.add(row));
            }
        }
        progress.table_done += 1;
        progress.done += 1;
        if progress.table_done % REPORT == 0 {
            tell(*progress);
        }
    }
    if let (Some(one), Some(other)) = sums {
        found.month = one.first_difference(&other).map(|(series, (year, month), one, other)| {
            format!(
                "{} of meter {} in {year}-{month:02}: {} rows, sum {} in the source; {} rows, sum {} in the target",
                table.name,
                meters.name(series),
                one.rows,
                one.value,
                other.rows,
                other.value
            )
        });
    }
    Ok(found)
}

fn take(row: Result<Option<Row>, StorageError>, side: fn(StorageError) -> CopyError) -> Result<Option<Row>, CopyError> {
    row.map_err(side)
}

impl Found {
    fn in_words(self, table: &Table) -> Option<String> {
        let first = self.first?;
        let (source, target) = self.rows;
        Some(self.month.unwrap_or_else(|| {
            format!(
                "{}: {source} rows in the source, {target} in the target, the first difference at {first}",
                table.name
            )
        }))
    }
}
