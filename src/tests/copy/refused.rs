//! What is not copied, and why. Nothing is changed then, and no password is shown.

use super::{command, copy};
use crate::{
    backup::{place::KEY, source::Source},
    support::{Database, Engine, raw},
};
use std::process::Command;
use syndiwatt::storage::Db;

/// Why the command failed.
fn refused(from: &str, to: &str) -> String {
    let output = command(from, to).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_database_under_two_names() {
    let (file, server) = (Database::on(Engine::Sqlite).await, Database::on(Engine::Postgres).await);
    for database in [&file, &server] {
        Db::open(&database.url).await.unwrap().close().await;
    }
    let path = file.url.strip_prefix("sqlite:").unwrap();
    let link = file.folder().join("link.sqlite");
    std::os::unix::fs::symlink(path, &link).unwrap();
    let others = [format!("sqlite://{path}?mode=rwc"), format!("sqlite:{}", link.display())];
    for other in others {
        assert!(refused(&file.url, &other).contains("are the same database"), "{other}");
    }
    let other = server.url.replace("127.0.0.1", "localhost");
    assert!(refused(&server.url, &other).contains("are the same database"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_holds_something_else() {
    let (from, to) = (Database::on(Engine::Sqlite).await, Database::on(Engine::Postgres).await);
    Source::fill(&from.url).await.app.db.close().await;
    copy(&from.url, &to.url);
    assert!(refused(&from.url, &to.url).contains("target is not empty (organisations, users,"));

    let (half, other) = (Database::on(Engine::Sqlite).await, Database::on(Engine::Sqlite).await);
    let db = Db::open(&half.url).await.unwrap();
    raw::rows::<(i64,)>(
        &db,
        "CREATE TABLE copy_progress (table_name TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL, \
         rows_done BIGINT NOT NULL, last_key TEXT)",
    )
    .await;
    raw::rows::<(i64,)>(&db, "INSERT INTO copy_progress VALUES ('users', 'sqlite:elsewhere', 0, NULL) RETURNING 1")
        .await;
    db.close().await;
    for arguments in [["migrate", "--addr", "127.0.0.1:0"], ["serve", "--addr", "127.0.0.1:0"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_syndiwatt"));
        command.args(arguments).env("DATABASE_URL", &half.url).env("IOT_ENCRYPTION_KEY", KEY);
        let output = command.output().unwrap();
        assert!(String::from_utf8(output.stderr).unwrap().contains("an unfinished copy of sqlite:elsewhere"));
        assert_eq!(output.status.code(), Some(1), "nothing but the copy may use it");
    }
    Db::open(&other.url).await.unwrap().close().await;
    assert!(refused(&other.url, &half.url).contains("an unfinished copy of sqlite:elsewhere"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_of_another_version_or_none_at_all() {
    let (from, to) = (Database::on(Engine::Sqlite).await, Database::on(Engine::Sqlite).await);
    let missing = format!("sqlite:{}", from.folder().join("missing.sqlite").display());
    assert!(refused(&missing, &to.url).contains("source: "));
    assert!(!from.folder().join("missing.sqlite").exists());
    std::fs::write(from.folder().join("empty.sqlite"), "").unwrap();
    let empty = format!("sqlite:{}", from.folder().join("empty.sqlite").display());
    assert!(refused(&empty, &to.url).contains("no database of Syndiwatt"));

    let db = Db::open(&from.url).await.unwrap();
    let newest = "SELECT MAX(version) FROM _sqlx_migrations";
    let at = raw::number(&db, newest).await;
    let set = |to: i64, of: i64| format!("UPDATE _sqlx_migrations SET version = {to} WHERE version = {of} RETURNING 1");
    raw::rows::<(i64,)>(&db, set(at + 1, at)).await;
    let said = refused(&from.url, &to.url);
    assert!(said.contains(&format!("number {}", at + 1)) && said.contains("the version that made it"), "{said}");
    raw::rows::<(i64,)>(&db, format!("DELETE FROM _sqlx_migrations WHERE version = {} RETURNING 1", at + 1)).await;
    let said = refused(&from.url, &to.url);
    assert!(said.contains(&format!("number {}", at - 1)) && said.contains("syndiwatt migrate"), "{said}");
    db.close().await;
    assert!(!to.folder().join("test.sqlite").exists(), "a target that is not needed is not made");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_answer_and_an_address_of_another_kind() {
    let file = Database::on(Engine::Sqlite).await;
    Db::open(&file.url).await.unwrap().close().await;
    let nobody = "postgres://anne:s3cret@127.0.0.1:1/energy";
    for (from, to) in [(nobody, file.url.as_str()), (&file.url, nobody), (&file.url, "mysql://anne:s3cret@host/energy")]
    {
        let said = refused(from, to);
        assert!(!said.contains("s3cret"), "{said}");
    }
    assert!(refused(&file.url, "mysql://anne@host/energy").contains("target: expected sqlite:"));
}
