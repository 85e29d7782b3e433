//! `syndiwatt sync`.

use super::{Failure, start};
use crate::{config::Config, domain::id::BuildingId, services::syncs};
use clap::Args;

/// Runs what is queued, and waits for what other instances are at work on. Safe beside a running server.
#[derive(Args)]
pub struct Sync {
    /// Only the meters of this building.
    #[arg(long)]
    building: Option<BuildingId>,
    #[command(flatten)]
    config: Config,
}

impl Sync {
    /// Runs until no run is open and says how it went. What a process left when it was killed is taken over once its
    /// lease has ended.
    ///
    /// # Errors
    /// When the settings are wrong, the database fails, or a run failed.
    pub async fn run(self) -> Result<(), Failure> {
        let app = start::app(self.config).await?;
        let ran = match self.building {
            Some(building) => syncs::run_building(&app, building).await?,
            None => syncs::run_all(&app).await?,
        };
        app.db.close().await;
        println!("{} done, {} failed, {} stopped", ran.done, ran.failed, ran.stopped);
        if ran.failed > 0 { Err(Failure::Work(format!("{} synchronisations failed", ran.failed))) } else { Ok(()) }
    }
}
