//! `syndiwatt copy`, as operators type it: there and back, in use, killed half-way, refused, and found out.

mod checked;
mod fill;
mod killed;
mod refused;

use crate::{
    backup::{one_moment, place::content, source::Source},
    support::{Database, Engine, raw},
};
use sqlx::{AssertSqlSafe, ConnectOptions, Executor, postgres::PgConnectOptions};
use std::{
    process::{Command, Output, Stdio},
    str::FromStr,
};
use syndiwatt::{
    domain::{id::UsagePointId, series::SeriesKind},
    storage::{Db, series, tables::TABLES},
};

/// The command, without a key: it needs none.
fn command(from: &str, to: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_syndiwatt"));
    command.args(["copy", "--from", from, "--to", to]).env_remove("IOT_ENCRYPTION_KEY");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Copies; fails when the command does. Returns what it said of how far it was.
fn copy(from: &str, to: &str) -> String {
    let output: Output = command(from, to).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("Both sides are the same."), "{said}");
    said
}

/// Both files hold the same, cell by cell.
async fn same(one: &Db, other: &Db) {
    for table in TABLES {
        assert_eq!(content(one, table, "").await, content(other, table, "").await, "{table}");
    }
}

async fn there_and_back(on: Engine) {
    let (first, between, last) =
        (Database::on(Engine::Sqlite).await, Database::on(on).await, Database::on(Engine::Sqlite).await);
    let source = Source::fill(&first.url).await;
    fill::every_table(&source.app.db).await;
    fill::many(&source.app.db, 3_000).await;
    for table in TABLES {
        let rows = raw::number(&source.app.db, format!("SELECT COUNT(*) FROM {table}")).await;
        assert!(rows > 0, "{table}: nothing is tested without a row");
    }
    let said = copy(&first.url, &between.url);
    assert!(said.contains("copying  100 %") && said.contains("checking 100 %"), "{said}");
    copy(&between.url, &last.url);
    let (middle, end) = (Db::open(&between.url).await.unwrap(), Db::open(&last.url).await.unwrap());
    same(&source.app.db, &end).await;
    for db in [&source.app.db, &middle, &end] {
        assert_eq!(next_key(db).await, fill::HIGHEST_SERIES + 1, "keys go on after the highest");
        db.close().await;
    }
}

/// The key of a series that is added.
async fn next_key(db: &Db) -> i64 {
    let id: Vec<(UsagePointId,)> = raw::rows(db, "SELECT id FROM usage_points ORDER BY id LIMIT 1").await;
    let mut tx = db.begin().await.unwrap();
    let key = series::series_key(&mut tx, id[0].0, SeriesKind::ElectricityProduction).await.unwrap();
    tx.commit().await.unwrap();
    key
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_to_sqlite_and_back() {
    there_and_back(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_to_postgres_and_back() {
    there_and_back(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_to_timescale_and_back() {
    there_and_back(Engine::Timescale).await;
    let chunks = Database::on(Engine::Timescale).await;
    let file = Database::on(Engine::Sqlite).await;
    let source = Source::fill(&file.url).await;
    fill::every_table(&source.app.db).await;
    fill::many(&source.app.db, 10_000).await;
    copy(&file.url, &chunks.url);
    let db = Db::open(&chunks.url).await.unwrap();
    let sql = "SELECT COUNT(*) FROM timescaledb_information.chunks WHERE hypertable_name = 'readings'";
    assert!(raw::number(&db, sql).await > 1);
    db.close().await;
}

/// The other tests are superusers on the servers; an application seldom is.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_owns_the_database_needs_no_more_rights() {
    let (from, to) = (Database::on(Engine::Sqlite).await, Database::on(Engine::Postgres).await);
    let source = Source::fill(&from.url).await;
    fill::every_table(&source.app.db).await;
    fill::many(&source.app.db, 3_000).await;
    let mut url = url::Url::parse(&to.url).unwrap();
    let name = url.path().trim_start_matches('/').to_owned();
    let role = name.replace("test_", "role_");
    url.set_username(&role).unwrap();
    let mut admin = PgConnectOptions::from_str(&to.url).unwrap().connect().await.unwrap();
    let give = format!("CREATE ROLE {role} LOGIN; ALTER DATABASE {name} OWNER TO {role}");
    admin.execute(AssertSqlSafe(give)).await.unwrap();
    copy(&from.url, url.as_str());
    let back = Database::on(Engine::Sqlite).await;
    copy(url.as_str(), &back.url);
    let take = format!("REASSIGN OWNED BY {role} TO CURRENT_USER; DROP OWNED BY {role}; DROP ROLE {role}");
    admin.execute(AssertSqlSafe(take)).await.unwrap();
    let end = Db::open(&back.url).await.unwrap();
    same(&source.app.db, &end).await;
    end.close().await;
    source.app.db.close().await;
}

/// Somebody goes on writing at the source: the copy is what the source was at one moment.
#[tokio::test(flavor = "multi_thread")]
async fn a_source_in_use_is_copied_as_it_was_at_one_moment() {
    for on in [Engine::Sqlite, Engine::Postgres] {
        let (from, to) = (Database::on(on).await, Database::on(on).await);
        let source = Source::fill(&from.url).await;
        let writer = source.write_days();
        writer.has_written(3).await;
        copy(&from.url, &to.url);
        let at_least = writer.written();
        writer.has_written(at_least + 3).await;
        let written = writer.stop().await;
        let end = Db::open(&to.url).await.unwrap();
        one_moment(&source.app.db, &end, written).await;
        end.close().await;
        source.app.db.close().await;
    }
}
