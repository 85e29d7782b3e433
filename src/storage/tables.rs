//! The tables, so that whatever copies, counts or clears a whole database forgets none.

use super::{Db, StorageError, db::Built};

/// Every table, those that others refer to first. Not `_sqlx_migrations`, which each engine keeps for itself.
pub const TABLES: [&str; 32] = [
    "organisations",
    "users",
    "memberships",
    "buildings",
    "building_owners",
    "sessions",
    "oauth_requests",
    "consents",
    "secrets",
    "usage_points",
    "tariffs",
    "contracts",
    "day_colours",
    "emission_factors",
    "lots",
    "rules",
    "series",
    "reading_forms",
    "readings",
    "official_days",
    "day_rollups",
    "alerts",
    "sync_runs",
    "day_requests",
    "sync_journal",
    "schedule",
    "imports",
    "notice_preferences",
    "notice_endpoints",
    "notices",
    "reports",
    "report_subscriptions",
];

const COUNT: &str = "SELECT COUNT(*) FROM ";

/// How many rows each table has, in the order of [`TABLES`].
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db) -> Result<Vec<(&'static str, i64)>, StorageError> {
    let mut counts = Vec::new();
    for table in TABLES {
        let rows: Vec<(i64,)> = Built::new(COUNT).push(table).all(db).await?;
        counts.extend(rows.first().map(|(rows,)| (table, *rows)));
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::db::Engine;
    use std::collections::BTreeSet;

    const OF_SCHEMA: &str =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'";

    #[tokio::test]
    async fn no_table_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}/tables.sqlite", folder.path().display())).await.unwrap();
        let Engine::Sqlite(pool) = db.executor() else { unreachable!("opened as SQLite") };
        let there: Vec<(String,)> = sqlx::query_as(OF_SCHEMA).fetch_all(pool).await.unwrap();
        let there: BTreeSet<_> = there.into_iter().map(|(name,)| name).collect();
        assert_eq!(there, TABLES.map(str::to_owned).into());
        assert_eq!(counts(&db).await.unwrap(), TABLES.map(|table| (table, 0)));
    }
}
