//! The use cases. A page, an API route and a job that do the same call the same function here.
//!
//! Every function that takes an [`Actor`](crate::domain::access::Actor) authorises first, through
//! [`buildings::authorised`]. Only services call `storage` and `providers`.

pub mod accounts;
pub mod alerts;
pub mod backup;
pub mod buildings;
pub mod connections;
pub mod copy;
pub mod costs;
pub mod dashboards;
pub mod emissions;
pub mod exports;
pub mod forecasts;
pub mod imports;
pub mod ingest;
pub mod live;
pub mod lots;
pub mod notices;
pub mod passwords;
pub mod portfolio;
pub mod ranking;
pub mod reports;
pub mod retention;
pub mod schedule;
pub mod settings;
pub mod span;
pub mod statistics;
pub mod syncs;
pub mod tariffs;
mod weather;
pub use crate::storage::vault;

use crate::{clock::Clock, config::Config, notify::Post, providers::Registry, storage::Db};
use std::sync::Arc;
use tokio::sync::Notify;
use vault::Vault;

/// What every use case may need. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Seals and opens tokens.
    pub vault: Vault,
    /// The operators.
    pub providers: Registry,
    /// The ways out for messages.
    pub post: Post,
    /// The settings.
    pub config: Arc<Config>,
    /// Woken when a synchronisation run is wanted.
    pub sync_wanted: Arc<Notify>,
}

impl App {
    /// Whether the database can be reached, asked now.
    pub async fn is_ready(&self) -> bool {
        !self.db.is_away() && self.db.is_reachable().await
    }
}
