//! `syndiwatt backup`.

use super::Failure;
use crate::{
    clock::Clock,
    config::Config,
    services::backup::{self, Tools},
};
use chrono::DateTime;
use clap::Args;
use std::path::{Path, PathBuf};

/// Write the whole database into one file, while it is in use. The encryption key is not in it: keep it apart.
#[derive(Args)]
pub struct Backup {
    /// The file, which must not exist. Default: `syndiwatt-<time in UTC>.backup`.
    #[arg(long)]
    to: Option<String>,
    /// Folder of `pg_dump`, for PostgreSQL. Default: Debian's for the server's version, then the PATH.
    #[arg(long, env = "SYNDIWATT_PG_BIN")]
    pg_bin: Option<PathBuf>,
    #[command(flatten)]
    config: Config,
}

impl Backup {
    /// Writes the backup and says where it is.
    ///
    /// # Errors
    /// When the file exists, the database cannot be read, or the PostgreSQL tools are missing or too old.
    pub async fn run(self) -> Result<(), Failure> {
        let file = self.to.unwrap_or_else(|| {
            let now = DateTime::from_timestamp(Clock::System.now().0, 0).unwrap_or_default();
            format!("syndiwatt-{}.backup", now.format("%Y%m%dT%H%M%SZ"))
        });
        let bytes =
            backup::backup(self.config.database_url.expose(), Path::new(&file), &Tools::new(self.pg_bin)).await?;
        println!(
            "{file}: {bytes} bytes. Operators' tokens in it open with IOT_ENCRYPTION_KEY only: keep the key elsewhere."
        );
        Ok(())
    }
}
