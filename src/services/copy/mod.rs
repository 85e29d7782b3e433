//! `copy`: everything of one database into another one, of the same engine or of the other.
//!
//! The source is read in one transaction, so it may be in use: the copy is of the moment at which it began, and what is
//! written at the source later stays there. Each batch is written in a transaction together with how far it goes, so a
//! copy that was killed goes on where it was. In the end both sides are read again, side by side.

mod check;
mod error;
mod sides;

pub use error::CopyError;

use crate::storage::{
    Db, StorageError,
    copy::{self, Done, Snapshot, Table},
};
use futures::TryStreamExt;
use sides::{Places, Sides};

/// What a copy is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Rows are written.
    Copying,
    /// Both sides are compared.
    Checking,
}

/// How far a copy is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The work.
    pub doing: Doing,
    /// The table it is at.
    pub table: &'static str,
    /// Rows of the table that are done, those of an earlier attempt included.
    pub table_done: i64,
    /// Rows of the table.
    pub table_rows: i64,
    /// Rows done of all tables.
    pub done: i64,
    /// Rows of all tables.
    pub rows: i64,
    /// Rows done by an earlier attempt.
    pub before: i64,
}

/// The databases of a copy.
#[derive(Clone, Copy, Debug)]
pub struct Route<'a> {
    /// The address of the source.
    pub from: &'a str,
    /// The same without a password: the target remembers it while the copy is unfinished.
    pub from_shown: &'a str,
    /// The address of the target.
    pub to: &'a str,
}

/// Copies the database `from` into the empty database `to`, or goes on with an unfinished copy, and compares both sides.
/// Tells how far it is after each batch. Returns the rows of each table.
///
/// # Errors
/// When the target holds something else, a side cannot be used, or the sides differ in the end.
pub async fn copy(
    route: Route<'_>,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<Vec<(&'static str, i64)>, CopyError> {
    let Sides { mut source, db, tables, places } = sides::open(route).await?;
    let outcome = run(&mut source, &db, route, &tables, &places, tell).await;
    db.close().await;
    source.close().await.map_err(CopyError::Source)?;
    outcome
}

/// Fails when the database is an unfinished copy, which nothing but the copy may write into.
///
/// # Errors
/// Then, and when the database fails.
pub async fn is_whole(db: &Db) -> Result<(), CopyError> {
    match copy::unfinished(db).await.map_err(CopyError::Target)? {
        Some(done) => Err(CopyError::Unfinished(done.source)),
        None => Ok(()),
    }
}

async fn run(
    source: &mut Snapshot,
    db: &Db,
    route: Route<'_>,
    tables: &[Table],
    places: &Places,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<Vec<(&'static str, i64)>, CopyError> {
    let done = sides::begin(db, tables, route.from_shown).await?;
    let mut counts = Vec::new();
    for table in tables {
        counts.push((table.name, source.count(table).await.map_err(CopyError::Source)?));
    }
    let before: i64 = tables.iter().map(|table| done.rows(table)).sum();
    let rows = counts.iter().map(|(_, rows)| *rows).sum();
    let mut progress =
        Progress { doing: Doing::Copying, table: "", table_done: 0, table_rows: 0, done: before, rows, before };
    for ((table, place), (name, rows)) in tables.iter().zip(places).zip(&counts) {
        (progress.table, progress.table_done, progress.table_rows) = (name, done.rows(table), *rows);
        copy_table(source, db, table, &done, &mut progress, tell).await?;
        count_on(db, place).await.map_err(CopyError::Target)?;
    }
    let mut target = Snapshot::open(route.to).await.map_err(CopyError::Target)?;
    progress = Progress { doing: Doing::Checking, done: 0, before: 0, ..progress };
    let outcome = check::both(source, &mut target, tables, places, &counts, progress, tell).await;
    target.close().await.map_err(CopyError::Target)?;
    outcome?;
    let mut tx = db.begin().await.map_err(CopyError::Target)?;
    copy::end(&mut tx).await.map_err(CopyError::Target)?;
    tx.commit().await.map_err(CopyError::Target)?;
    Ok(counts)
}

/// The next batch is read while one is written.
async fn copy_table(
    source: &mut Snapshot,
    db: &Db,
    table: &Table,
    done: &Done,
    progress: &mut Progress,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), CopyError> {
    let last = done.last(table).map_err(CopyError::Target)?;
    let mut batches = source.batches(table, last.as_ref()).map_err(CopyError::Source)?;
    let mut next = batches.try_next().await.map_err(CopyError::Source)?;
    while let Some(batch) = next {
        let written = write_batch(db, table, progress.table_done, batch);
        let read = async { batches.try_next().await.map_err(CopyError::Source) };
        let (rows, following) = futures::try_join!(written, read)?;
        progress.table_done += rows;
        progress.done += rows;
        tell(*progress);
        next = following;
    }
    Ok(())
}

async fn count_on(db: &Db, place: &Table) -> Result<(), StorageError> {
    let mut tx = db.begin().await?;
    copy::after_last(&mut tx, place).await?;
    tx.commit().await
}

async fn write_batch(db: &Db, table: &Table, before: i64, batch: Vec<copy::Row>) -> Result<i64, CopyError> {
    let rows = i64::try_from(batch.len()).unwrap_or(i64::MAX);
    let Some(last) = batch.last().map(|row| copy::Place::of(table, row)) else { return Ok(0) };
    let work = async {
        let mut tx = db.begin().await?;
        let mine = copy::advance(&mut tx, table, before, rows, &last).await?;
        if mine {
            copy::write(&mut tx, table, batch).await?;
            tx.commit().await?;
        }
        Ok::<_, StorageError>(mine)
    };
    if work.await.map_err(CopyError::Target)? { Ok(rows) } else { Err(CopyError::Another) }
}
