//! Statements whose text depends on the length of a list: `IN (…)` and rows of `VALUES`. One builder for both engines.

use super::{Db, Engine, StorageError, Tx};
use sqlx::{
    AssertSqlSafe, Database, Encode, FromRow, Postgres, Sqlite, Type, postgres::PgArguments, postgres::PgRow,
    sqlite::SqliteArguments, sqlite::SqliteRow,
};
use std::fmt::Write;
use uuid::Uuid;

/// A value of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::storage) enum Value {
    Integer(Option<i64>),
    Text(Option<String>),
    Id(Option<Uuid>),
    Bytes(Option<Vec<u8>>),
}

macro_rules! value_from {
    ($($from:ty => |$value:ident| $to:expr;)+) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                $to
            }
        }
    )+};
}

use crate::domain::{
    id::{
        BatchId, BuildingId, ConsentId, EndpointId, LotId, NoticeId, OrganisationId, ReportId, SubscriptionId,
        SyncRunId, TariffId, UsagePointId, UserId,
    },
    time::Instant,
};

value_from! {
    i64 => |value| Self::Integer(Some(value));
    Option<i64> => |value| Self::Integer(value);
    Instant => |value| Self::Integer(Some(value.0));
    Option<Instant> => |value| Self::Integer(value.map(|instant| instant.0));
    &str => |value| Self::Text(Some(value.to_owned()));
    Option<&str> => |value| Self::Text(value.map(str::to_owned));
    BuildingId => |value| Self::Id(Some(value.0));
    Option<BuildingId> => |value| Self::Id(value.map(|id| id.0));
    BatchId => |value| Self::Id(Some(value.0));
    ReportId => |value| Self::Id(Some(value.0));
    SubscriptionId => |value| Self::Id(Some(value.0));
    ConsentId => |value| Self::Id(Some(value.0));
    Option<EndpointId> => |value| Self::Id(value.map(|id| id.0));
    NoticeId => |value| Self::Id(Some(value.0));
    OrganisationId => |value| Self::Id(Some(value.0));
    SyncRunId => |value| Self::Id(Some(value.0));
    UsagePointId => |value| Self::Id(Some(value.0));
    Option<UserId> => |value| Self::Id(value.map(|id| id.0));
    LotId => |value| Self::Id(Some(value.0));
    TariffId => |value| Self::Id(Some(value.0));
}

/// A statement under construction: its text is made of constants and `?`, never of what came from outside.
#[derive(Clone, Debug)]
pub(in crate::storage) struct Built {
    text: String,
    values: Vec<Value>,
}

impl Built {
    /// Begins with a constant.
    pub fn new(head: &'static str) -> Self {
        Self { text: head.to_owned(), values: Vec::new() }
    }

    /// Goes on with a constant, which holds no `?`.
    pub fn push(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Goes on with a value.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.place(value.into());
        self
    }

    /// Goes on with a list for the values of an `IN (…)`. An empty list writes nothing: `IN ()` matches no row in
    /// SQLite, but PostgreSQL refuses it, so callers return before.
    pub fn list<T: Clone + Into<Value>>(mut self, values: &[T]) -> Self {
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                self.text.push_str(", ");
            }
            self.place(value.clone().into());
        }
        self
    }

    /// Goes on with a name of the schema, in quotes; what no name of ours holds is left out.
    pub fn name(mut self, name: &str) -> Self {
        self.text.push('"');
        self.text.extend(name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_'));
        self.text.push('"');
        self
    }

    /// Goes on with `(…, …)`: names of the schema.
    pub fn names<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        for (place, name) in names.into_iter().enumerate() {
            self = self.push(if place > 0 { ", " } else { "(" }).name(name);
        }
        self.push(")")
    }

    /// Goes on with `VALUES (…), (…)`: one row for each item, its values in order.
    pub fn rows<T, const N: usize>(self, items: &[T], row: impl Fn(&T) -> [Value; N]) -> Self {
        self.records(items.iter().map(row))
    }

    /// [`Built::rows`] of values that are there already.
    pub fn records<R: IntoIterator<Item = Value>>(mut self, records: impl IntoIterator<Item = R>) -> Self {
        self.text.push_str("VALUES ");
        for (place, record) in records.into_iter().enumerate() {
            self.text.push_str(if place > 0 { ", (" } else { "(" });
            for (column, value) in record.into_iter().enumerate() {
                if column > 0 {
                    self.text.push_str(", ");
                }
                self.place(value);
            }
            self.text.push(')');
        }
        self
    }

    /// The text of a statement without values.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The text so far, with `?` for each value.
    #[cfg(test)]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn place(&mut self, value: Value) {
        self.values.push(value);
        self.text.push('?');
    }

    /// The text for PostgreSQL, with `$1, $2, …`. SQLite would take that too, but it looks each name up among all those
    /// before it: a write of a thousand rows would take ten times as long.
    fn numbered(&self) -> String {
        let mut text = String::with_capacity(self.text.len() + 4 * self.values.len());
        for (place, piece) in self.text.split('?').enumerate() {
            if place > 0 {
                // Writing to a String cannot fail.
                let _ = write!(text, "${place}");
            }
            text.push_str(piece);
        }
        text
    }

    /// Every row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all<R>(self, db: &Db) -> Result<Vec<R>, StorageError>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        super::trace::note(&self.text);
        Ok(match db.executor() {
            Engine::Sqlite(on) => {
                sqlx::query_as_with(AssertSqlSafe(self.text), sqlite(self.values)?).fetch_all(on).await?
            }
            Engine::Postgres(on) => {
                sqlx::query_as_with(AssertSqlSafe(self.numbered()), postgres(self.values)?).fetch_all(on).await?
            }
        })
    }

    /// [`Built::all`] inside a transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_in<R>(self, tx: &mut Tx) -> Result<Vec<R>, StorageError>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        super::trace::note(&self.text);
        Ok(match tx.executor() {
            Engine::Sqlite(on) => {
                sqlx::query_as_with(AssertSqlSafe(self.text), sqlite(self.values)?).fetch_all(on).await?
            }
            Engine::Postgres(on) => {
                sqlx::query_as_with(AssertSqlSafe(self.numbered()), postgres(self.values)?).fetch_all(on).await?
            }
        })
    }

    /// Runs it; the number of rows changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn run(self, tx: &mut Tx) -> Result<u64, StorageError> {
        super::trace::note(&self.text);
        Ok(match tx.executor() {
            Engine::Sqlite(on) => {
                sqlx::query_with(AssertSqlSafe(self.text), sqlite(self.values)?).execute(on).await?.rows_affected()
            }
            // Not kept: a plan with thousands of parameters is large, and the next write has another length.
            Engine::Postgres(on) => {
                let query = sqlx::query_with(AssertSqlSafe(self.numbered()), postgres(self.values)?).persistent(false);
                query.execute(on).await?.rows_affected()
            }
        })
    }
}

impl Built {
    /// Text and values for a connection to SQLite.
    pub fn for_sqlite(self) -> Result<(AssertSqlSafe<String>, SqliteArguments), StorageError> {
        Ok((AssertSqlSafe(self.text), sqlite(self.values)?))
    }

    /// Text and values for a connection to PostgreSQL.
    pub fn for_postgres(self) -> Result<(AssertSqlSafe<String>, PgArguments), StorageError> {
        Ok((AssertSqlSafe(self.numbered()), postgres(self.values)?))
    }
}

fn sqlite(values: Vec<Value>) -> Result<SqliteArguments, StorageError> {
    let mut arguments = SqliteArguments::default();
    values.into_iter().try_for_each(|value| add::<Sqlite>(&mut arguments, value))?;
    Ok(arguments)
}

fn postgres(values: Vec<Value>) -> Result<PgArguments, StorageError> {
    let mut arguments = PgArguments::default();
    values.into_iter().try_for_each(|value| add::<Postgres>(&mut arguments, value))?;
    Ok(arguments)
}

fn add<D: Database>(arguments: &mut D::Arguments, value: Value) -> Result<(), StorageError>
where
    Option<i64>: for<'q> Encode<'q, D> + Type<D>,
    Option<String>: for<'q> Encode<'q, D> + Type<D>,
    Option<Uuid>: for<'q> Encode<'q, D> + Type<D>,
    Option<Vec<u8>>: for<'q> Encode<'q, D> + Type<D>,
{
    use sqlx::Arguments;
    match value {
        Value::Integer(value) => arguments.add(value),
        Value::Text(value) => arguments.add(value),
        Value::Id(value) => arguments.add(value),
        Value::Bytes(value) => arguments.add(value),
    }
    .map_err(|error| StorageError::Sqlx(sqlx::Error::Encode(error)))
}
