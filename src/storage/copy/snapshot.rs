//! A database as it is at one moment, read table by table, whatever others write meanwhile.

use super::{Place, Table, table::Kind};
use crate::storage::{
    StorageError,
    db::{Built, Engine, Value, one},
};
use futures::{Stream, StreamExt, TryStreamExt, stream, stream::BoxStream};
use sqlx::{
    ColumnIndex, ConnectOptions, Connection, Decode, PgConnection, SqliteConnection, Type, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};
use std::{str::FromStr, time::Duration};
use uuid::Uuid;

/// One reading transaction on a connection of its own, which changes nothing, not even the schema.
#[derive(Debug)]
pub struct Snapshot(Engine<SqliteConnection, PgConnection>);

/// A row: the values of a [`Table`]'s columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(super) Vec<Value>);

const SCHEMA: &str = "SELECT MAX(version) FROM _sqlx_migrations";
const COUNT: &str = "SELECT COUNT(*) FROM ";

/// Which database it is, whatever address it has. SQLite has a file instead.
const POSTGRES_IDENTITY: &str = "SELECT CONCAT(extract(epoch FROM pg_postmaster_start_time()), ' ', d.oid) \
     FROM pg_database d WHERE d.datname = current_database()";

/// Rows that are written in one transaction, at most.
const BATCH_ROWS: usize = 10_000;
/// A batch ends sooner when its rows have this many bytes: uploaded files are long.
const BATCH_BYTES: usize = 8 << 20;

impl Snapshot {
    /// Opens an existing database. What is read is of the moment of the first question.
    ///
    /// # Errors
    /// When it cannot be reached, or is no address of ours.
    pub async fn open(url: &str) -> Result<Self, StorageError> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?.application_name("syndiwatt-copy");
            let mut connection = options.connect().await?;
            let begin = "SET statement_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
            sqlx::raw_sql(begin).execute(&mut connection).await?;
            Ok(Self(Engine::Postgres(connection)))
        } else if url.starts_with("sqlite:") && !url.contains(":memory:") {
            let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false).row_buffer_size(500);
            let mut connection = options.busy_timeout(Duration::from_secs(10)).connect().await?;
            sqlx::raw_sql("PRAGMA query_only = ON; BEGIN").execute(&mut connection).await?;
            Ok(Self(Engine::Sqlite(connection)))
        } else {
            Err(StorageError::UnknownEngine)
        }
    }

    /// Ends the transaction.
    ///
    /// # Errors
    /// When the connection was lost.
    pub async fn close(self) -> Result<(), StorageError> {
        match self.0 {
            Engine::Sqlite(connection) => connection.close().await?,
            Engine::Postgres(connection) => connection.close().await?,
        }
        Ok(())
    }

    pub(super) fn executor(&mut self) -> Engine<&mut SqliteConnection, &mut PgConnection> {
        match &mut self.0 {
            Engine::Sqlite(connection) => Engine::Sqlite(connection),
            Engine::Postgres(connection) => Engine::Postgres(connection),
        }
    }

    /// The number of the newest migration; `None` when the database is none of ours.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn schema(&mut self) -> Result<Option<i64>, StorageError> {
        match one!(self, (Option<i64>,), SCHEMA) {
            Ok((newest,)) => Ok(newest),
            Err(error) if error.is_missing_table() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Tells databases of PostgreSQL apart, and knows one again under another address. `None` for a file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn identity(&mut self) -> Result<Option<String>, StorageError> {
        match self.executor() {
            Engine::Sqlite(_) => Ok(None),
            Engine::Postgres(_) => Ok(Some(one!(self, (String,), POSTGRES_IDENTITY)?.0)),
        }
    }

    /// How many rows a table has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&mut self, table: &Table) -> Result<i64, StorageError> {
        let built = Built::new(COUNT).name(table.name);
        Ok(match self.executor() {
            Engine::Sqlite(on) => {
                let (text, values) = built.for_sqlite()?;
                sqlx::query_scalar_with(text, values).fetch_one(on).await?
            }
            Engine::Postgres(on) => {
                let (text, values) = built.for_postgres()?;
                sqlx::query_scalar_with(text, values).fetch_one(on).await?
            }
        })
    }

    /// The rows after a place, in the order of the key, as the database sends them: one statement, however many there are.
    ///
    /// # Errors
    /// When the place is none of this table.
    pub fn rows<'c>(
        &'c mut self,
        table: &'c Table,
        after: Option<&Place>,
    ) -> Result<BoxStream<'c, Result<Row, StorageError>>, StorageError> {
        let built = question(table, after);
        Ok(match self.executor() {
            Engine::Sqlite(on) => {
                let (text, values) = built.for_sqlite()?;
                let rows = sqlx::query_with(text, values).fetch(on);
                rows.map(|row| Ok(read(&row?, table)?)).boxed()
            }
            Engine::Postgres(on) => {
                let (text, values) = built.for_postgres()?;
                let rows = sqlx::query_with(text, values).fetch(on);
                rows.map(|row| Ok(read(&row?, table)?)).boxed()
            }
        })
    }

    /// [`Snapshot::rows`] in portions, none of which is empty.
    ///
    /// # Errors
    /// When the place is none of this table.
    pub fn batches<'c>(
        &'c mut self,
        table: &'c Table,
        after: Option<&Place>,
    ) -> Result<impl Stream<Item = Result<Vec<Row>, StorageError>> + Unpin + 'c, StorageError> {
        let next = |mut rows: BoxStream<'c, Result<Row, StorageError>>| async move {
            let (mut batch, mut bytes) = (Vec::new(), 0);
            while batch.len() < BATCH_ROWS && bytes < BATCH_BYTES {
                let Some(row) = rows.try_next().await? else { break };
                bytes += row.bytes();
                batch.push(row);
            }
            Ok::<_, StorageError>(if batch.is_empty() { None } else { Some((batch, rows)) })
        };
        Ok(stream::try_unfold(self.rows(table, after)?, next).boxed())
    }
}

impl Row {
    fn bytes(&self) -> usize {
        let long = |value: &Value| match value {
            Value::Text(Some(text)) => text.len(),
            Value::Bytes(Some(bytes)) => bytes.len(),
            _ => 8,
        };
        self.0.iter().map(long).sum()
    }
}

fn question(table: &Table, after: Option<&Place>) -> Built {
    let mut built = Built::new("SELECT ");
    for (place, column) in table.columns.iter().enumerate() {
        built = built.push(if place > 0 { ", " } else { "" }).name(&column.name);
    }
    built = built.push(" FROM ").name(table.name);
    if let Some(after) = after {
        built = built.push(" WHERE ").names(table.key_columns().map(|column| column.name.as_str())).push(" > (");
        built = built.list(&after.bound(table)).push(")");
    }
    for (place, column) in table.key_columns().enumerate() {
        built = built.push(if place > 0 { ", " } else { " ORDER BY " }).name(&column.name);
    }
    built
}

fn read<R: sqlx::Row>(row: &R, table: &Table) -> Result<Row, sqlx::Error>
where
    usize: ColumnIndex<R>,
    Option<i64>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Option<String>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Option<Vec<u8>>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Option<Uuid>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
{
    let value = |(at, kind): (usize, Kind)| {
        Ok(match kind {
            Kind::Integer => Value::Integer(row.try_get(at)?),
            Kind::Text => Value::Text(row.try_get(at)?),
            Kind::Uuid => Value::Bytes(row.try_get::<Option<Uuid>, _>(at)?.map(|id| id.as_bytes().to_vec())),
            Kind::Bytes | Kind::Other => Value::Bytes(row.try_get(at)?),
        })
    };
    let kinds = table.columns.iter().map(|column| column.kind).enumerate();
    kinds.map(value).collect::<Result<_, sqlx::Error>>().map(Row)
}
