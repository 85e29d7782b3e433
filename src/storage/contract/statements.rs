//! Every statement of the storage is run by the contracts, on either engine; and few statements are of one engine only.

use super::{
    alerts, changes, clockwork, consents, costs, days, kept, leases, notices, people, places, races, readings, reports,
    server::On,
};
use crate::storage::db::trace;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A constant statement, or the beginning or the rest of one.
struct Constant {
    /// Inside `src/storage`.
    file: PathBuf,
    name: String,
    text: String,
}

/// What these folders hold runs outside the macros, each with tests of its own: the drills of `backup` and `copy`,
/// `tests/timescale`,
/// and the questions that `db` asks when it opens.
const ELSEWHERE: [&str; 7] = ["backup", "copy", "timescale", "contract", "db", "dialect.rs", "tables.rs"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The text of a string literal that begins after `"`.
fn literal(source: &str) -> String {
    let mut text = String::new();
    let mut rest = source.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' => break,
            '\\' => match rest.next() {
                Some('\n') => while rest.next_if(|next| next.is_whitespace()).is_some() {},
                Some(escaped) => text.push(escaped),
                None => break,
            },
            other => text.push(other),
        }
    }
    text
}

/// The statements of one file: `const NAME: &str = "…"` that read like SQL.
fn constants(file: &Path) -> Vec<Constant> {
    let source = fs::read_to_string(file).unwrap();
    let of_piece = |piece: &str| {
        let (name, rest) = piece.split_once(": &str =")?;
        let text = literal(rest.trim_start().strip_prefix('"')?);
        let is_sql =
            ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", " ON CONFLICT"].iter().any(|head| text.starts_with(head));
        is_sql.then(|| Constant { file: file.to_owned(), name: name.to_owned(), text })
    };
    source.split("const ").skip(1).filter_map(of_piece).collect()
}

fn all_constants() -> Vec<Constant> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/storage");
    let inside =
        |constant: Constant| Constant { file: constant.file.strip_prefix(&folder).unwrap().to_owned(), ..constant };
    sources(&folder).iter().flat_map(|file| constants(file)).map(inside).collect()
}

fn is_elsewhere(constant: &Constant) -> bool {
    constant.file.components().any(|part| ELSEWHERE.iter().any(|name| part.as_os_str() == *name))
}

async fn every_statement_runs(on: On) {
    alerts::all(on).await;
    changes::all(on).await;
    clockwork::all(on).await;
    consents::all(on).await;
    costs::all(on).await;
    days::all(on).await;
    kept::all(on).await;
    leases::all(on).await;
    notices::all(on).await;
    people::all(on).await;
    places::all(on).await;
    races::all(on).await;
    readings::all(on).await;
    reports::all(on).await;
    let ran = trace::ran();
    let wanted: Vec<Constant> = all_constants().into_iter().filter(|constant| !is_elsewhere(constant)).collect();
    assert!(wanted.len() > 60, "{}", wanted.len());
    let missing: Vec<String> = wanted
        .iter()
        .filter(|constant| !ran.iter().any(|text| text.contains(&constant.text)))
        .map(|constant| format!("{}: {}", constant.file.display(), constant.name))
        .collect();
    assert!(missing.is_empty(), "no contract runs {missing:#?}");
}

#[tokio::test]
async fn every_statement_runs_on_sqlite() {
    every_statement_runs(On::Sqlite).await;
}

#[tokio::test]
async fn every_statement_runs_on_postgres() {
    every_statement_runs(On::Postgres).await;
}

/// Of one engine only are the statements whose names say so. Backups and TimescaleDB's layout are not counted: they are
/// of one engine by their nature, and no use case runs them.
#[test]
fn few_statements_are_of_one_engine_only() {
    const NOT_COUNTED: [&str; 3] = ["backup", "timescale", "contract"];
    let counted = |constant: &Constant| {
        !constant.file.components().any(|part| NOT_COUNTED.iter().any(|name| part.as_os_str() == *name))
    };
    let all: Vec<Constant> = all_constants().into_iter().filter(counted).collect();
    let of_one = |constant: &&Constant| ["SQLITE_", "POSTGRES_"].iter().any(|head| constant.name.starts_with(head));
    let (few, many) = (all.iter().filter(of_one).count(), all.len());
    println!("{few} of {many} statements are of one engine only");
    assert!(few > 0 && few * 100 <= many * 15, "{few} of {many}");
}
