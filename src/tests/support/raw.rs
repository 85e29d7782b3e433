//! Looking into the tables behind the services, on whichever engine the test runs.

use sqlx::{AssertSqlSafe, FromRow, Row, postgres::PgRow, sqlite::SqliteRow};
use syndiwatt::storage::{Db, Engine};

/// Every row of a statement.
pub async fn rows<R>(db: &Db, sql: impl Into<String>) -> Vec<R>
where
    R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    let sql = AssertSqlSafe(sql.into());
    match db.executor() {
        Engine::Sqlite(on) => sqlx::query_as(sql).fetch_all(on).await.unwrap(),
        Engine::Postgres(on) => sqlx::query_as(sql).fetch_all(on).await.unwrap(),
    }
}

/// Runs a statement that answers nothing.
pub async fn execute(db: &Db, sql: impl Into<String>) {
    try_execute(db, sql).await.unwrap();
}

/// As [`execute`], for one that may fail.
pub async fn try_execute(db: &Db, sql: impl Into<String>) -> Result<(), sqlx::Error> {
    let sql = AssertSqlSafe(sql.into());
    match db.executor() {
        Engine::Sqlite(on) => sqlx::query(sql).execute(on).await.map(drop),
        Engine::Postgres(on) => sqlx::query(sql).execute(on).await.map(drop),
    }
}

/// The one number that a statement answers.
pub async fn number(db: &Db, sql: impl Into<String>) -> i64 {
    rows::<(i64,)>(db, sql).await[0].0
}

/// The cells of every row as text; integers and texts only.
pub async fn cells(db: &Db, sql: impl Into<String>) -> Vec<Vec<String>> {
    let sql = AssertSqlSafe(sql.into());
    macro_rules! cells_of {
        ($on:expr) => {
            sqlx::query(sql)
                .fetch_all($on)
                .await
                .unwrap()
                .iter()
                .map(|row| {
                    let number = |index| row.try_get::<Option<i64>, _>(index).map(|number| format!("{number:?}"));
                    (0..row.len()).map(|index| number(index).unwrap_or_else(|_| row.get(index))).collect()
                })
                .collect()
        };
    }
    match db.executor() {
        Engine::Sqlite(on) => cells_of!(on),
        Engine::Postgres(on) => cells_of!(on),
    }
}
