//! What a restore refuses, leaving everything as it was.

use super::place::{Place, content};
use std::{fs, path::Path};
use syndiwatt::storage::{Db, tables::TABLES};

const OTHER_KEY: &str = "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1";

/// With a database at [`Place::to`] that holds rows.
pub async fn drill(place: &Place, backup: &Path) {
    let before = everything(&place.to.url).await;
    let refused = |error: Result<String, String>, words: &str| {
        let error = error.expect_err(words);
        assert!(error.contains(words), "{error}");
    };
    refused(place.restore(backup, &[]), "not empty");
    refused(place.restore_with(OTHER_KEY, backup, &["--replace"]), "not the key that sealed");

    let text = place.from.folder().join("notes.txt");
    fs::write(&text, "nothing of the kind").unwrap();
    refused(place.restore(&text, &["--replace"]), "no backup of Syndiwatt");
    let cut = place.from.folder().join("cut.backup");
    let bytes = fs::read(backup).unwrap();
    fs::write(&cut, &bytes[..bytes.len() - 100]).unwrap();
    assert!(place.restore(&cut, &["--replace"]).is_err(), "a backup without its end");

    let server = Db::open(&place.to.url).await.unwrap();
    server.ping().await.unwrap();
    refused(place.restore(backup, &["--replace"]), "stop the server");
    server.close().await;

    assert_eq!(everything(&place.to.url).await, before);
    place.restore_with(OTHER_KEY, backup, &["--replace", "--key-lost"]).expect("a lost key can be lived with");
}

async fn everything(url: &str) -> Vec<Vec<String>> {
    let db = Db::open(url).await.unwrap();
    let mut tables = Vec::new();
    for table in TABLES {
        tables.push(content(&db, table, "").await);
    }
    db.close().await;
    tables
}
