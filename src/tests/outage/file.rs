//! An SQLite file whose disk is full, or that another program holds.

use crate::{
    imports::{self, EAN, fluvius},
    support::{Database, Engine, Meter, NOW, TestApp, raw},
};
use serde_json::json;
use sqlx::{ConnectOptions, Connection, Executor, sqlite::SqliteConnectOptions};
use std::{
    str::FromStr,
    time::{Duration, Instant},
};
use syndiwatt::domain::error::AppError;

/// How many pages of 4 KiB the file may have, until the writing connection is replaced. SQLite takes what it has now when
/// that is more: a full disk.
async fn most_pages(test: &TestApp, pages: u32) {
    let mut tx = test.app.db.begin().await.unwrap();
    let syndiwatt::storage::Engine::Sqlite(connection) = tx.executor() else { panic!("not SQLite") };
    connection.execute(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"))).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_keeps_nothing_half_and_goes_on_reading() {
    let test = TestApp::on(Database::on(Engine::Sqlite).await, &[]).await;
    let client = test.syndic().await;
    let building = test.building.id.to_string();
    let file = fluvius(EAN);
    let waiting = imports::upload(&client, &building, file.as_bytes(), true).await.json()["preview"].clone();
    let mut counts = Vec::new();
    for json in [true, false] {
        most_pages(&test, 1).await;
        let refused = imports::upload(&client, &building, file.as_bytes(), json).await;
        assert_eq!(refused.status, 507, "{refused:?}");
        if json {
            assert_eq!(refused.problem(), "storage_full");
        } else {
            assert!(refused.body.contains("Plus de place"), "{}", refused.body);
        }
    }
    most_pages(&test, 1).await;
    let meter = Meter::default().half_hours(NOW.plus(-86_400 * 365), &[500; 17_000]);
    assert_eq!(meter.try_insert(&test.app, &test.building).await, Err(AppError::StorageFull));
    for (table, rows) in [("imports", 1), ("usage_points", 0), ("series", 0), ("readings", 0), ("day_rollups", 0)] {
        counts.push((table, rows, raw::number(&test.app.db, format!("SELECT COUNT(*) FROM {table}")).await));
    }
    assert!(counts.iter().all(|(_, expected, found)| expected == found), "{counts:?}");
    for path in ["/", &format!("/buildings/{building}"), "/health/ready"] {
        assert_eq!(client.get(path).await.status, 200, "{path}");
    }

    most_pages(&test, 1_000_000).await;
    let confirm = format!("/buildings/{building}/import/{}", waiting.as_str().unwrap());
    let page = client.form(&confirm, &[("accept_numbers", "yes")]).await;
    assert!(page.status == 303 && page.header("location").contains("written=100"), "{page:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_another_program_holds_is_waited_for_and_then_refused() {
    let options = ["--db-acquire-timeout-seconds", "1"];
    let test = TestApp::on(Database::on(Engine::Sqlite).await, &options).await;
    let meter = test.meter(Meter::default()).await;
    let client = test.syndic().await;
    let url = test.app.config.database_url.expose();
    let mut other = SqliteConnectOptions::from_str(url).unwrap().connect().await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();

    let rename = json!({ "meter": meter.id, "label": "Hall" });
    let begun = Instant::now();
    let answer = client.post("/rpc/meter/rename", &rename).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{answer:?}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(client.get("/").await.status, 200);
    assert_eq!(client.get("/health/ready").await.status, 200);
    other.execute("ROLLBACK").await.unwrap();
    other.close().await.unwrap();
    assert_eq!(client.post("/rpc/meter/rename", &rename).await.status, 200);
}
