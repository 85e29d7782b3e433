//! How far a copy is: a table of the target that is there only while the copy is unfinished, and changes in the same
//! transaction as the rows it counts.

use super::{Place, Table};
use crate::storage::{
    Db, StorageError, Tx,
    db::{Built, all, run},
};
use std::collections::HashMap;

/// How far each table is, and where the rows come from.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// The source as [`begin`] was told.
    pub source: String,
    tables: HashMap<String, (i64, Option<String>)>,
}

impl Done {
    /// Rows of a table that are written.
    #[must_use]
    pub fn rows(&self, table: &Table) -> i64 {
        self.tables.get(table.name).map_or(0, |(rows, _)| *rows)
    }

    /// The last of them.
    ///
    /// # Errors
    /// When what is noted is no key of the table.
    pub fn last(&self, table: &Table) -> Result<Option<Place>, StorageError> {
        let text = self.tables.get(table.name).and_then(|(_, last)| last.as_deref());
        text.map(|text| Place::from_text(table, text)).transpose()
    }
}

const CREATE: &str = "CREATE TABLE copy_progress (table_name TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL, \
     rows_done BIGINT NOT NULL, last_key TEXT)";
const DROP: &str = "DROP TABLE copy_progress";
const NOTE: &str = "INSERT INTO copy_progress (table_name, source, rows_done) ";
const READ: &str = "SELECT table_name, source, rows_done, last_key FROM copy_progress";
const ADVANCE: &str = "UPDATE copy_progress SET rows_done = $3, last_key = $4 WHERE table_name = $1 AND rows_done = $2";

/// How far the unfinished copy in this database is; `None` when there is none.
///
/// # Errors
/// When the database fails.
pub async fn unfinished(db: &Db) -> Result<Option<Done>, StorageError> {
    let rows = match all!(db, (String, String, i64, Option<String>), READ) {
        Err(error) if error.is_missing_table() => return Ok(None),
        rows => rows?,
    };
    let source = rows.first().map(|row| row.1.clone()).unwrap_or_default();
    let tables = rows.into_iter().map(|(table, _, rows, last)| (table, (rows, last))).collect();
    Ok(Some(Done { source, tables }))
}

/// Notes that a copy from `source` begins.
///
/// # Errors
/// When another one has begun.
pub async fn begin(tx: &mut Tx, tables: &[Table], source: &str) -> Result<(), StorageError> {
    run!(tx, CREATE)?;
    Built::new(NOTE).rows(tables, |table| [table.name.into(), source.into(), 0_i64.into()]).run(tx).await?;
    Ok(())
}

/// Notes that `rows` more are written, up to `last`. `false`: somebody else has gone on meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn advance(tx: &mut Tx, table: &Table, before: i64, rows: i64, last: &Place) -> Result<bool, StorageError> {
    Ok(run!(tx, ADVANCE, table.name, before, before.saturating_add(rows), last.to_text())? == 1)
}

/// Notes that the copy is finished.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx) -> Result<(), StorageError> {
    run!(tx, DROP).map(drop)
}
