//! What commands need before they can work: the log, the database, the application.

use super::Failure;
use crate::{
    clock::Clock,
    config::{Config, DatabaseUrl},
    providers::Registry,
    services::{App, vault::Vault},
    storage::{Db, Limits},
};
use std::{io::IsTerminal, path::Path, sync::Arc};
use tokio::sync::Notify;
use tracing_subscriber::EnvFilter;

/// The log goes to standard error, so that what a command prints can be piped. `RUST_LOG` chooses; default: info.
pub fn tracing() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
}

/// Opens the database; creates the folder of its file when it is missing.
///
/// # Errors
/// When it cannot be opened.
pub async fn database(config: &Config) -> Result<Db, Failure> {
    let url = &config.database_url;
    let limits = Limits { compress_after_days: config.compress_after_days, ..Limits::default() };
    let folder = url.file().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)?;
    }
    Db::open_within(url.expose(), limits).await.map_err(|error| Failure::Work(format!("{error} ({url})")))
}

/// Says which database was opened, what it is, and what that turns on.
pub fn announce(url: &DatabaseUrl, db: &Db) {
    println!("Database: {url}\n  {}", db.found());
}

/// The application on the system's clock. The key is checked first: without a good one nothing starts.
///
/// # Errors
/// [`Failure::Settings`] for a missing or malformed key.
pub async fn app(config: Config) -> Result<App, Failure> {
    let key = config.key().map_err(|error| Failure::Settings(error.to_string()))?;
    let clock = Clock::System;
    let providers = Registry::from_config(&config, &clock).map_err(|error| Failure::Settings(error.to_string()))?;
    Ok(App {
        db: database(&config).await?,
        vault: Vault::new(&key),
        providers,
        clock,
        config: Arc::new(config),
        sync_wanted: Arc::new(Notify::new()),
    })
}
