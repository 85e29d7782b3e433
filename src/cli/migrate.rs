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
        let url = &self.config.database_url;
        let db = start::database(&self.config).await?;
        start::announce(url, &db);
        db.close().await;
        println!("The schema is up to date.");
        Ok(())
    }
}
