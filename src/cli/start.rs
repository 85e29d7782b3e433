//! What commands need before they can work: the log, the database, the application.

use super::Failure;
use crate::{
    clock::Clock,
    config::{Config, DatabaseUrl},
    notify::Post,
    providers::Registry,
    services::{App, copy, vault::Vault},
    storage::{Db, Limits, StorageError},
    web::Gate,
};
use std::{io::IsTerminal, path::Path, sync::Arc, time::Duration};
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
/// [`Failure::Settings`] for an address that is none; otherwise when it cannot be opened, or is an unfinished copy.
pub async fn database(config: &Config) -> Result<Db, Failure> {
    whole(open(config).await.map_err(|error| failure(config, &error))?).await
}

async fn whole(db: Db) -> Result<Db, Failure> {
    copy::is_whole(&db).await?;
    Ok(db)
}

async fn open(config: &Config) -> Result<Db, StorageError> {
    let url = &config.database_url;
    let folder = url.file().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)?;
    }
    Db::open_within(url.expose(), limits(config)).await
}

fn limits(config: &Config) -> Limits {
    Limits {
        connections: config.bounds.db_connections,
        acquire: config.bounds.acquire(),
        statement: config.bounds.statement(),
        compress_after_days: config.compress_after_days,
        timescale: config.timescale,
    }
}

fn failure(config: &Config, error: &StorageError) -> Failure {
    let text = format!("{error} ({})", config.database_url);
    if error.is_malformed_address() { Failure::Settings(text) } else { Failure::Work(text) }
}

/// Says which database was opened, what it is, and what that turns on.
pub fn announce(url: &DatabaseUrl, db: &Db) {
    println!("Database: {url}\n  {}", db.found());
}

/// The application on the system's clock.
///
/// # Errors
/// As [`prepare`] and [`database`].
pub async fn app(config: Config) -> Result<App, Failure> {
    let prepared = prepare(config)?;
    let db = database(prepared.config()).await?;
    Ok(prepared.with(db))
}

/// Everything of an application that needs no database.
pub struct Prepared {
    config: Config,
    vault: Vault,
    providers: Registry,
    clock: Clock,
    post: Post,
}

/// Checks the settings. Without a good key nothing starts.
///
/// # Errors
/// [`Failure::Settings`] for a missing or malformed key, or settings of operators or of the mail server that do
/// not fit together.
pub fn prepare(config: Config) -> Result<Prepared, Failure> {
    let key = config.key().map_err(|error| Failure::Settings(error.to_string()))?;
    let clock = Clock::System;
    let providers = Registry::from_config(&config, &clock).map_err(|error| Failure::Settings(error.to_string()))?;
    let post = Post::from_config(&config).map_err(|error| Failure::Settings(error.to_string()))?;
    Ok(Prepared { vault: Vault::new(&key), providers, clock, post, config })
}

impl Prepared {
    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    fn with(self, db: Db) -> App {
        App {
            db,
            vault: self.vault,
            providers: self.providers,
            clock: self.clock,
            post: self.post,
            config: Arc::new(self.config),
            sync_wanted: Arc::new(Notify::new()),
        }
    }
}

/// The first pause after a database could not be opened; each is twice as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest pause: when the database comes, nobody waits longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

/// The application, as soon as its PostgreSQL database can be opened; the gate says meanwhile what it waits for. A wrong
/// password and a database that does not exist may be put right over there, so they are tried again, too.
///
/// # Errors
/// When the address is none, the schema cannot be brought up to date, an SQLite file cannot be opened, or the database is an
/// unfinished copy.
pub async fn patiently(prepared: Prepared, gate: &Gate) -> Result<App, Failure> {
    let config = prepared.config();
    let mut pause = FIRST_PAUSE;
    let db = loop {
        let opened = match Db::knock(config.database_url.expose(), limits(config)).await {
            Ok(()) => {
                gate.database_is_away(false);
                open(config).await
            }
            Err(error) => Err(error),
        };
        match opened {
            Ok(db) => break db,
            Err(error) if config.database_url.file().is_none() && (error.is_away() || error.is_refusal()) => {
                gate.database_is_away(true);
                tracing::error!(%error, database = %config.database_url, "the database cannot be opened, trying again");
            }
            Err(error) => return Err(failure(config, &error)),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    };
    Ok(prepared.with(whole(db).await?))
}
