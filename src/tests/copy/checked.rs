//! Both sides are compared in the end: whatever is not the same is found, and said where it is.

use super::{command, fill};
use crate::{
    backup::source::Source,
    support::{Database, Engine, raw},
};
use std::sync::Arc;
use syndiwatt::{
    services::copy::{self, Doing, Route},
    storage::Db,
};
use tokio::sync::Notify;

/// Ends a copy when everything is written and nothing is compared.
async fn unchecked(from: &Database, to: &Database) {
    let written = Arc::new(Notify::new());
    let told = Arc::clone(&written);
    let mut tell = move |progress: copy::Progress| {
        if progress.doing == Doing::Checking {
            told.notify_one();
        }
    };
    let route = Route { from: &from.url, from_shown: &from.url, to: &to.url };
    tokio::select! {
        biased;
        () = written.notified() => {}
        outcome = copy::copy(route, &mut tell) => panic!("it was not ended: {outcome:?}"),
    }
}

/// What the command says after somebody has changed the target.
async fn after(change: &str) -> String {
    let (from, to) = (Database::on(Engine::Sqlite).await, Database::on(Engine::Postgres).await);
    let source = Source::fill(&from.url).await;
    fill::every_table(&source.app.db).await;
    fill::many(&source.app.db, 3_000).await;
    unchecked(&from, &to).await;
    let target = Db::open(&to.url).await.unwrap();
    raw::rows::<(i64,)>(&target, format!("{change} RETURNING CAST(1 AS BIGINT)")).await;
    target.close().await;
    let output = command(&from.url, &to.url).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let again = command(&from.url, &to.url).output().unwrap();
    assert_eq!(again.status.code(), Some(1), "a target that was found wrong stays so");
    source.app.db.close().await;
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_is_not_the_same() {
    // 2020-02-01T00:00 in Paris is 31 days after the epoch, less an hour.
    let said = after("UPDATE readings SET value = value + 1 WHERE series_key = 41 AND start = 31 * 1440 - 60").await;
    assert!(said.contains("readings of meter 09775542606818") && said.contains("in 2020-02:"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_is_not_there() {
    let said = after("DELETE FROM readings WHERE series_key = 41 AND start = 31 * 1440 - 90").await;
    assert!(said.contains("in 2020-01: 1486 rows") && said.contains("1485 rows"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sum_of_a_day_that_is_not_the_same() {
    let said = after("UPDATE day_rollups SET sum = sum + 1 WHERE series_key = 41").await;
    assert!(said.contains("day_rollups of meter 09775542606818") && said.contains("in 2024-10:"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_not_the_same() {
    let said = after("UPDATE users SET name = name || '!'").await;
    assert!(said.contains("users: 1 rows in the source, 1 in the target, the first difference at"), "{said}");
}
