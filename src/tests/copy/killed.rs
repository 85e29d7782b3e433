//! SIGKILL in the middle of the readings, and the same command again.

use super::{command, copy, fill, same};
use crate::{
    backup::source::Source,
    support::{Database, Engine, raw},
};
use std::time::Duration;
use syndiwatt::storage::{Db, copy::unfinished};

/// Many enough for fifteen batches.
const READINGS: u32 = 150_000;

async fn killed(on: Engine) {
    let (from, to) = (Database::on(Engine::Sqlite).await, Database::on(on).await);
    let source = Source::fill(&from.url).await;
    fill::every_table(&source.app.db).await;
    fill::many(&source.app.db, READINGS).await;
    let target = Db::open(&to.url).await.unwrap();

    let mut child = command(&from.url, &to.url).spawn().unwrap();
    let readings = "SELECT COUNT(*) FROM readings";
    while raw::number(&target, readings).await < 20_000 {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let there = raw::number(&target, readings).await;
    assert!(there < i64::from(READINGS), "it was not killed half-way: {there}");
    let noted = "SELECT rows_done FROM copy_progress WHERE table_name = 'readings'";
    assert_eq!(raw::number(&target, noted).await, there, "what is noted is what is there");
    target.close().await;

    let said = copy(&from.url, &to.url);
    let before = said.lines().find_map(|line| line.strip_prefix("going on after ")).expect("it began anew");
    assert!(before.trim_end_matches(" rows").parse::<i64>().unwrap() > there, "{before}");
    let target = Db::open(&to.url).await.unwrap();
    assert!(unfinished(&target).await.unwrap().is_none(), "the copy is finished");
    target.close().await;

    let back = Database::on(Engine::Sqlite).await;
    copy(&to.url, &back.url);
    let end = Db::open(&back.url).await.unwrap();
    same(&source.app.db, &end).await;
    end.close().await;
    source.app.db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_finished_by_the_same_command() {
    killed(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_postgres_is_finished_by_the_same_command() {
    killed(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_timescale_is_finished_by_the_same_command() {
    killed(Engine::Timescale).await;
}
