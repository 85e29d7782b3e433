//! `syndiwatt restore`.

use super::{Failure, start};
use crate::{
    config::Config,
    services::{
        backup::{self, Tools, Wish},
        vault::Vault,
    },
};
use clap::Args;
use std::path::PathBuf;

/// Read a backup into an empty database. Stop the server first.
#[derive(Args)]
pub struct Restore {
    /// The file that `syndiwatt backup` wrote.
    #[arg(long)]
    from: PathBuf,
    /// Delete what the database holds.
    #[arg(long)]
    replace: bool,
    /// Go on although the key does not open the backup's tokens: every operator must be connected again.
    #[arg(long)]
    key_lost: bool,
    /// Folder of `pg_restore`, for PostgreSQL. Default: Debian's for the server's version, then the PATH.
    #[arg(long, env = "SYNDIWATT_PG_BIN")]
    pg_bin: Option<PathBuf>,
    #[command(flatten)]
    config: Config,
}

impl Restore {
    /// Checks the backup and the place, reads it in, brings the schema up to date, and says how many rows each table has.
    ///
    /// # Errors
    /// [`Failure::Settings`] for a missing or malformed key; else see [`backup::restore`].
    pub async fn run(self) -> Result<(), Failure> {
        let key = self.config.key().map_err(|error| Failure::Settings(error.to_string()))?;
        let wish = Wish { replace: self.replace, key_lost: self.key_lost };
        let url = &self.config.database_url;
        backup::restore(url.expose(), &self.from, &Vault::new(&key), wish, &Tools::new(self.pg_bin)).await?;
        let db = start::database(&self.config).await?;
        for (table, rows) in backup::counts(&db).await? {
            println!("{table:<16}{rows:>12}");
        }
        db.close().await;
        Ok(())
    }
}
