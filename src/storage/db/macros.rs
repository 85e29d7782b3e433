//! The four ways to run a constant statement. They run the same text on either engine.

/// `all!(db_or_tx, Row, SQL, binds…)`: every row.
macro_rules! all {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::storage::db::fetch!($on, $row, fetch_all, $sql $(, $bind)*)
    };
}

/// `optional!(db_or_tx, Row, SQL, binds…)`: the row, if there is one.
macro_rules! optional {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::storage::db::fetch!($on, $row, fetch_optional, $sql $(, $bind)*)
    };
}

/// `one!(db_or_tx, Row, SQL, binds…)`: the row that there always is (`COUNT`, `RETURNING`).
macro_rules! one {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::storage::db::fetch!($on, $row, fetch_one, $sql $(, $bind)*)
    };
}

/// What the three above share.
macro_rules! fetch {
    ($on:expr, $row:ty, $how:ident, $sql:expr $(, $bind:expr)*) => {{
        let sql: &'static str = $sql;
        $crate::storage::db::trace::note(sql);
        match $on.executor() {
            $crate::storage::db::Engine::Sqlite(on) => sqlx::query_as::<_, $row>(sql)$(.bind($bind))*.$how(on).await,
            $crate::storage::db::Engine::Postgres(on) => sqlx::query_as::<_, $row>(sql)$(.bind($bind))*.$how(on).await,
        }
        .map_err($crate::storage::StorageError::from)
    }};
}

/// `run!(tx, SQL, binds…)`: the number of rows changed.
macro_rules! run {
    ($on:expr, $sql:expr $(, $bind:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        $crate::storage::db::trace::note(sql);
        match $on.executor() {
            $crate::storage::db::Engine::Sqlite(on) => {
                sqlx::query(sql)$(.bind($bind))*.execute(on).await.map(|done| done.rows_affected())
            }
            $crate::storage::db::Engine::Postgres(on) => {
                sqlx::query(sql)$(.bind($bind))*.execute(on).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::storage::StorageError::from)
    }};
}

pub(in crate::storage) use {all, fetch, one, optional, run};
