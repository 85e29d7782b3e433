//! `syndiwatt sync`.

use super::{Failure, start};
use crate::{config::Config, domain::id::BuildingId, services::syncs};
use clap::Args;

/// Runs what is queued, for operation without the server's worker. Not beside a running server: that one has its own.
#[derive(Args)]
pub struct Sync {
    /// Only the meters of this building.
    #[arg(long)]
    building: Option<BuildingId>,
    #[command(flatten)]
    config: Config,
}

impl Sync {
    /// Takes up what was cut off, runs until the queue is empty and says how it went.
    ///
    /// # Errors
    /// When the settings are wrong, the database fails, or a run failed.
    pub async fn run(self) -> Result<(), Failure> {
        let app = start::app(self.config).await?;
        let resumed = syncs::recover(&app).await?;
        let ran = match self.building {
            Some(building) => syncs::run_building(&app, building).await?,
            None => syncs::run_queued(&app).await?,
        };
        app.db.close().await;
        println!("{} done, {} failed, {} stopped; {resumed} resumed", ran.done, ran.failed, ran.stopped);
        if ran.failed > 0 { Err(Failure::Work(format!("{} synchronisations failed", ran.failed))) } else { Ok(()) }
    }
}
