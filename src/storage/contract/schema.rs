//! Both engines have the same tables: columns, kinds of type, what may be missing, keys, as `copy` reads them.

use super::server::{On, Place};
use crate::storage::{
    Db,
    copy::{Snapshot, Table},
    db::Engine,
    tables::TABLES,
};

#[tokio::test]
async fn the_schemas_agree() {
    let (file, server) = (Place::new(On::Sqlite).await, Place::new(On::Postgres).await);
    for place in [&file, &server] {
        Db::open(&place.url).await.unwrap().close().await;
    }
    let (mut one, mut other) = (Snapshot::open(&file.url).await.unwrap(), Snapshot::open(&server.url).await.unwrap());
    let (tables, others) = (Table::all(&mut one).await.unwrap(), Table::all(&mut other).await.unwrap());
    assert_eq!(tables.len(), TABLES.len());
    for (table, other) in tables.iter().zip(&others) {
        assert_eq!(table.shape(), other.shape(), "{}", table.name);
        assert!(table.is_like(other), "{}: a column without a type of ours, or no key", table.name);
    }
    one.close().await.unwrap();
    other.close().await.unwrap();
}

/// Which column refers to which column of which table.
async fn references(db: &Db, table: &'static str) -> Vec<(String, String, String)> {
    const SQLITE: &str = "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list($1) ORDER BY 1, 2, 3";
    const POSTGRES: &str = "SELECT a.attname::text, t.relname::text, b.attname::text FROM pg_constraint c \
         JOIN pg_class t ON t.oid = c.confrelid \
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] \
         JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1] \
         WHERE c.contype = 'f' AND c.conrelid = CAST($1 AS TEXT)::regclass AND array_length(c.conkey, 1) = 1 ORDER BY 1, 2, 3";
    match db.executor() {
        Engine::Sqlite(on) => sqlx::query_as(SQLITE).bind(table).fetch_all(on).await.unwrap(),
        Engine::Postgres(on) => sqlx::query_as(POSTGRES).bind(table).fetch_all(on).await.unwrap(),
    }
}

#[tokio::test]
async fn the_references_agree() {
    let (file, server) = (Place::new(On::Sqlite).await, Place::new(On::Postgres).await);
    let (one, other) = (Db::open(&file.url).await.unwrap(), Db::open(&server.url).await.unwrap());
    let mut count = 0;
    for table in TABLES {
        let found = references(&one, table).await;
        count += found.len();
        let place = |name: &str| TABLES.iter().position(|table| *table == name);
        for (_, referred, _) in &found {
            assert!(place(referred) < place(table), "{table}: `copy` writes in the order of the list");
        }
        assert_eq!(found, references(&other, table).await, "{table}");
    }
    assert!(count > 15, "{count}");
    one.close().await;
    other.close().await;
}

/// Name, kind, columns in order of each index apart from the primary keys', and whether it has a condition.
#[tokio::test]
async fn the_indexes_agree() {
    const OF_SQLITE: &str =
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    const OF_POSTGRES: &str = "SELECT indexdef::text FROM pg_indexes WHERE schemaname = 'public' \
         AND indexname NOT LIKE '%_pkey' AND indexname NOT LIKE '%_key' AND indexname NOT LIKE '_sqlx%' ORDER BY indexname";
    // PostgreSQL adds the schema and the method, and writes conditions in its own way.
    let plain = |sql: &str| {
        let sql = sql.to_lowercase().replace("public.", "").replace(" using btree", "");
        let words = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        words.split_once(" where ").map_or((words.clone(), false), |(before, _)| (before.to_owned(), true))
    };
    let (file, server) = (Place::new(On::Sqlite).await, Place::new(On::Postgres).await);
    let (one, other) = (Db::open(&file.url).await.unwrap(), Db::open(&server.url).await.unwrap());
    let Engine::Sqlite(on) = one.executor() else { unreachable!("a file") };
    let found: Vec<(String,)> = sqlx::query_as(OF_SQLITE).fetch_all(on).await.unwrap();
    let Engine::Postgres(on) = other.executor() else { unreachable!("a server") };
    let expected: Vec<(String,)> = sqlx::query_as(OF_POSTGRES).fetch_all(on).await.unwrap();
    assert!(found.len() > 5);
    let texts = |rows: &[(String,)]| rows.iter().map(|(sql,)| plain(sql)).collect::<Vec<_>>();
    assert_eq!(texts(&found), texts(&expected));
    one.close().await;
    other.close().await;
}
