//! Both engines have the same tables: columns, kinds of type, what may be missing, keys.

use super::server::{On, Place};
use crate::storage::{Db, db::Engine, tables::TABLES};
use std::collections::BTreeMap;

/// Of a column: kind of type, whether it must be there, place in the primary key (0: none).
type Column = (String, bool, i64);

const SQLITE: &str = "SELECT name, type, \"notnull\", CAST(pk AS INTEGER) FROM pragma_table_info($1)";

const POSTGRES: &str = "SELECT c.column_name::text, c.data_type::text, CAST(c.is_nullable = 'NO' AS INT)::bigint, \
     COALESCE((SELECT k.ordinal_position::bigint FROM information_schema.table_constraints t \
       JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name AND k.table_name = t.table_name \
       WHERE t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY' AND k.column_name = c.column_name), 0) \
     FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = $1";

async fn columns(db: &Db, table: &'static str) -> BTreeMap<String, Column> {
    let rows: Vec<(String, String, i64, i64)> = match db.executor() {
        Engine::Sqlite(on) => sqlx::query_as(SQLITE).bind(table).fetch_all(on).await.unwrap(),
        Engine::Postgres(on) => sqlx::query_as(POSTGRES).bind(table).fetch_all(on).await.unwrap(),
    };
    let kind = |name: &str| match name {
        "INTEGER" | "bigint" => "integer",
        "BLOB" | "uuid" | "bytea" => "bytes",
        "TEXT" | "text" => "text",
        other => panic!("no type of ours: {other}"),
    };
    rows.into_iter().map(|(name, type_name, must, key)| (name, (kind(&type_name).to_owned(), must == 1, key))).collect()
}

#[tokio::test]
async fn the_schemas_agree() {
    let (file, server) = (Place::new(On::Sqlite).await, Place::new(On::Postgres).await);
    let (one, other) = (Db::open(&file.url).await.unwrap(), Db::open(&server.url).await.unwrap());
    for table in TABLES {
        let found = columns(&one, table).await;
        assert!(!found.is_empty(), "{table}");
        assert_eq!(found, columns(&other, table).await, "{table}");
    }
    one.close().await;
    other.close().await;
}

/// Names of the unique indexes and of those that find rows, apart from the primary keys'.
#[tokio::test]
async fn the_indexes_agree() {
    const OF_SQLITE: &str =
        "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    const OF_POSTGRES: &str = "SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public' \
         AND indexname NOT LIKE '%_pkey' AND indexname NOT LIKE '%_key' AND indexname NOT LIKE '_sqlx%' ORDER BY 1";
    let (file, server) = (Place::new(On::Sqlite).await, Place::new(On::Postgres).await);
    let (one, other) = (Db::open(&file.url).await.unwrap(), Db::open(&server.url).await.unwrap());
    let Engine::Sqlite(on) = one.executor() else { unreachable!("a file") };
    let found: Vec<(String,)> = sqlx::query_as(OF_SQLITE).fetch_all(on).await.unwrap();
    let Engine::Postgres(on) = other.executor() else { unreachable!("a server") };
    let expected: Vec<(String,)> = sqlx::query_as(OF_POSTGRES).fetch_all(on).await.unwrap();
    assert!(found.len() > 5);
    assert_eq!(found, expected);
    one.close().await;
    other.close().await;
}
