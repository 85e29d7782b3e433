//! Opening both sides of a copy, and refusing what cannot become one.

use super::{CopyError, Route};
use crate::storage::{
    Db, Limits,
    backup::sqlite::{file, newest_schema},
    copy::{self, Done, Snapshot, Table},
    tables,
};
use std::{fs, os::unix::fs::MetadataExt, time::Duration};

/// The target's own view of the tables, in the same order.
pub type Places = Vec<Table>;

/// Both sides, ready.
pub struct Sides {
    /// The source, at one moment.
    pub source: Snapshot,
    /// The target, its schema up to date.
    pub db: Db,
    /// The source's tables.
    pub tables: Vec<Table>,
    /// The target's.
    pub places: Places,
}

/// Opens the source as it is, and the target as a server would.
pub async fn open(route: Route<'_>) -> Result<Sides, CopyError> {
    if is_same_file(route.from, route.to) {
        return Err(CopyError::SameDatabase);
    }
    let mut source = Snapshot::open(route.from).await.map_err(CopyError::Source)?;
    match (source.schema().await.map_err(CopyError::Source)?, newest_schema()) {
        (None, _) => return Err(CopyError::NoDatabase),
        (Some(found), newest) if found < newest => return Err(CopyError::Older { found, newest }),
        (Some(found), newest) if found > newest => return Err(CopyError::Newer { found, newest }),
        _ => {}
    }
    let identity = source.identity().await.map_err(CopyError::Source)?;
    if identity.is_some() && identity == identity_of(route.to).await {
        return Err(CopyError::SameDatabase);
    }
    make_folder(route.to)?;
    // A long answer is no reason to give up: nobody waits for a page.
    let limits = Limits { connections: 2, statement: Duration::ZERO, ..Limits::default() };
    let db = Db::open_within(route.to, limits).await.map_err(CopyError::Target)?;
    let tables = Table::all(&mut source).await.map_err(CopyError::Source)?;
    let mut target = Snapshot::open(route.to).await.map_err(CopyError::Target)?;
    let places = Table::all(&mut target).await.map_err(CopyError::Target)?;
    target.close().await.map_err(CopyError::Target)?;
    match tables.iter().zip(&places).find(|(table, place)| !table.is_like(place)) {
        Some((table, _)) => Err(CopyError::OtherTable(table.name)),
        None => Ok(Sides { source, db, tables, places }),
    }
}

/// Finds the unfinished copy in the target, or begins one where the target is empty.
pub async fn begin(db: &Db, tables: &[Table], source: &str) -> Result<Done, CopyError> {
    if let Some(done) = copy::unfinished(db).await.map_err(CopyError::Target)? {
        return if done.source == source { Ok(done) } else { Err(CopyError::OtherSource(done.source)) };
    }
    let counts = tables::counts(db).await.map_err(CopyError::Target)?;
    let used: Vec<&str> = counts.into_iter().filter(|(_, rows)| *rows > 0).map(|(table, _)| table).collect();
    if !used.is_empty() {
        return Err(CopyError::NotEmpty(used.join(", ")));
    }
    let mut tx = db.begin().await.map_err(CopyError::Target)?;
    copy::begin(&mut tx, tables, source).await.map_err(CopyError::Target)?;
    tx.commit().await.map_err(CopyError::Target)?;
    Ok(Done::default())
}

fn make_folder(url: &str) -> Result<(), CopyError> {
    let path = url.starts_with("sqlite:").then(|| file(url).ok()).flatten().unwrap_or_default();
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => fs::create_dir_all(folder).map_err(|error| CopyError::Folder(folder.to_owned(), error)),
        None => Ok(()),
    }
}

fn is_same_file(one: &str, other: &str) -> bool {
    let inode = |url: &str| {
        let path = url.starts_with("sqlite:").then(|| file(url).ok()).flatten()?;
        fs::metadata(path).ok().map(|data| (data.dev(), data.ino()))
    };
    inode(one).is_some_and(|found| inode(other) == Some(found))
}

/// Where the target cannot be asked, opening it will say why.
async fn identity_of(url: &str) -> Option<String> {
    if url.starts_with("sqlite:") {
        return None;
    }
    let mut snapshot = Snapshot::open(url).await.ok()?;
    let identity = snapshot.identity().await.ok()?;
    let _ = snapshot.close().await;
    identity
}
