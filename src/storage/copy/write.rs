//! Writing rows as they were read.

use super::{Row, Table, binary};
use crate::storage::{
    StorageError, Tx,
    db::{Built, Engine, all},
};
use sqlx::PgConnection;

const INSERT: &str = "INSERT INTO ";

/// Values of one statement: SQLite takes 32 766.
const VALUES: usize = 32_000;

/// SQLite counts up from the highest key by itself.
const POSTGRES_COUNT_FROM: &str = "SELECT setval(pg_get_serial_sequence($1, $2), $3)";

const HIGHEST: &str = "SELECT MAX(";

/// Adds rows, none of which may be there.
///
/// # Errors
/// When one is there, or refers to what is not, or the database fails.
pub async fn write(tx: &mut Tx, table: &Table, rows: Vec<Row>) -> Result<(), StorageError> {
    if let Engine::Postgres(on) = tx.executor() {
        return copy_in(on, table, &rows).await;
    }
    let at_once = (VALUES / table.columns.len().max(1)).clamp(1, 1_000);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let records = rows.by_ref().take(at_once).map(|row| row.0);
        let head = table.columns_after(Built::new(INSERT).name(table.name).push(" "));
        head.push(" ").records(records).run(tx).await?;
    }
    Ok(())
}

/// For a superuser the server need not look up, row by row, what each row refers to, which takes most of the time: the
/// source did, and both sides are compared in the end. For this transaction only. SQLite looks up fast.
const POSTGRES_TRUST: &str = "SELECT set_config('session_replication_role', 'replica', true) \
     WHERE (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)";

/// `COPY`, which only PostgreSQL has, writes several times as many rows a second as `INSERT` does: `docs/benchmarks.md`.
async fn copy_in(on: &mut PgConnection, table: &Table, rows: &[Row]) -> Result<(), StorageError> {
    let head = table.columns_after(Built::new("COPY ").name(table.name).push(" "));
    let text = head.push(" FROM STDIN (FORMAT binary)").into_text();
    sqlx::query(POSTGRES_TRUST).execute(&mut *on).await?;
    let mut copy = on.copy_in_raw(&text).await?;
    copy.send(binary::encode(rows)).await?;
    copy.finish().await?;
    Ok(())
}

/// Has the database count up from the highest key that was written, where it counts.
///
/// # Errors
/// When the database fails.
pub async fn after_last(tx: &mut Tx, table: &Table) -> Result<(), StorageError> {
    for column in table.columns.iter().filter(|column| column.counted) {
        let highest = Built::new(HIGHEST).name(&column.name).push(") FROM ").name(table.name);
        let rows: Vec<(Option<i64>,)> = highest.all_in(tx).await?;
        if let Some((Some(highest),)) = rows.first() {
            all!(tx, (i64,), POSTGRES_COUNT_FROM, table.name, &column.name, *highest)?;
        }
    }
    Ok(())
}
