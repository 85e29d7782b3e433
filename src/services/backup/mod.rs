//! Backups: the whole database in one file, as it was at one moment, and back again. For the command line only.
//!
//! SQLite copies itself; for PostgreSQL this drives `pg_dump` and `pg_restore`. A backup holds operators' tokens sealed;
//! the key is not in it.

mod archive;
mod error;
mod files;
mod into_postgres;
mod into_sqlite;
mod tools;

pub use crate::storage::tables::counts;
pub use error::BackupError;
pub use tools::Tools;

use crate::{
    services::{connections, vault::Vault},
    storage::backup::{Token, postgres, sqlite},
};
use files::Kind;
use std::path::Path;

/// What a restore may do.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Take the place of what the database holds.
    pub replace: bool,
    /// Go on although the key does not open the backup's tokens.
    pub key_lost: bool,
}

/// Writes the database at `url` into the new file `to`, readable by its owner only. Whoever uses the database meanwhile
/// is not disturbed. Returns the size in bytes.
///
/// # Errors
/// When the file exists, the database cannot be read, or the PostgreSQL tools are missing or too old.
pub async fn backup(url: &str, to: &Path, tools: &Tools) -> Result<u64, BackupError> {
    let part = files::Part::create(to)?;
    match Kind::of_address(url) {
        Kind::Sqlite => {
            sqlite::copy(url, part.path()).await?;
            into_sqlite::sound(part.path()).await?;
        }
        Kind::Postgres => {
            let major = postgres::server_major(url).await?;
            let dump = tools.find("pg_dump", major)?;
            archive::dump(&dump, &postgres::environment(url)?, part.path())?;
        }
    }
    part.finish()
}

/// Reads the backup `from` into the database at `url`, after having checked the backup and the place. The schema is that
/// of the backup: opening the database brings it up to date.
///
/// # Errors
/// When the backup is damaged or of another engine, the key does not open its tokens, the database holds rows or is in
/// use. Nothing is changed then.
pub async fn restore(url: &str, from: &Path, vault: &Vault, wish: Wish, tools: &Tools) -> Result<(), BackupError> {
    let kind = Kind::of_file(from)?;
    if kind != Kind::of_address(url) {
        return Err(BackupError::OtherEngine);
    }
    match kind {
        Kind::Sqlite => into_sqlite::restore(url, from, vault, wish).await,
        Kind::Postgres => into_postgres::restore(url, from, vault, wish, tools).await,
    }
}

/// Fails when the key does not open a token of the backup, unless that is known.
fn key_fits(vault: &Vault, token: Option<&Token>, wish: Wish) -> Result<(), BackupError> {
    let opens = |token: &Token| connections::opens(vault, token.consent, &token.name, &token.sealed);
    if wish.key_lost || token.is_none_or(opens) { Ok(()) } else { Err(BackupError::OtherKey) }
}

/// Fails when the backup's schema is newer than this program's.
fn schema_is_known(schema: Option<i64>, newest: i64) -> Result<(), BackupError> {
    match schema {
        None => Err(BackupError::NoBackup),
        Some(schema) if schema > newest => Err(BackupError::Newer),
        Some(_) => Ok(()),
    }
}
