//! `syndiwatt migrate`.

use super::{Failure, start};
use crate::config::Config;
use clap::Args;

/// Opening the database migrates it.
#[derive(Args)]
pub struct Migrate {
    #[command(flatten)]
    config: Config,
}

impl Migrate {
    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When the database cannot be opened or a migration fails.
    pub async fn run(self) -> Result<(), Failure> {
        start::database(&self.config.database_url).await?.close().await;
        println!("{} is up to date.", self.config.database_url);
        Ok(())
    }
}
