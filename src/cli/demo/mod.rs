//! `syndiwatt demo`: an office with buildings in two countries, and a grid operator to connect them to.

mod content;
mod prices;
mod settings;
mod visit;

use super::{Failure, serve, start};
use crate::{
    clock::Clock,
    config::Config,
    notify::Post,
    providers::{Registry, http::Pace},
    sandbox::{self, SandboxConfig},
    services::{App, vault::Vault},
};
use clap::Args;
use std::{net::SocketAddr, sync::Arc};
use tokio::{net::TcpListener, sync::Notify};

/// Fills an empty database through the same services that people use. A second start only takes up where it was.
#[derive(Args)]
pub struct Demo {
    /// Serve the application, too.
    #[arg(long)]
    serve: bool,
    /// Address of the provider simulator. Default: the port after the application's.
    #[arg(long, env = "SYNDIWATT_DEMO_OPERATOR_ADDR")]
    operator_addr: Option<SocketAddr>,
    #[command(flatten)]
    config: Config,
}

impl Demo {
    /// Starts the simulator, fills the database, prints the address and the logins, and serves when asked to.
    ///
    /// # Errors
    /// When the database holds something else, a port is taken, or filling fails.
    pub async fn run(self) -> Result<(), Failure> {
        let addr = self.operator_addr.unwrap_or_else(|| {
            let application = self.config.addr;
            SocketAddr::new([127, 0, 0, 1].into(), application.port().wrapping_add(1))
        });
        let listener = TcpListener::bind(addr)
            .await
            .map_err(|error| Failure::Work(format!("the simulator cannot listen on {addr}: {error}")))?;
        let mut config = settings::of_demo(self.config, listener.local_addr()?)?;
        config.demo_logins = content::logins();
        let mut operator = SandboxConfig::new(Clock::System).all_consented();
        operator.redirect_origins.push(config.public_url.clone());
        tokio::spawn(async move {
            if let Err(error) = sandbox::serve(listener, operator).await {
                tracing::error!(%error, "the simulator stopped");
            }
        });
        let app = demo_app(config).await?;
        start::announce(&app.config.database_url, &app.db);
        content::fill(&app).await?;
        println!("{}", content::welcome(&app, addr));
        if self.serve {
            return serve::serve(app).await;
        }
        app.db.close().await;
        Ok(())
    }
}

/// As for `serve`, but at the simulator's pace.
async fn demo_app(config: Config) -> Result<App, Failure> {
    let key = config.key().map_err(|error| Failure::Settings(error.to_string()))?;
    let clock = Clock::System;
    let providers = Registry::with_pace(&config, &clock, Pace::UNLIMITED, Pace::UNLIMITED)?;
    let post = Post::from_config(&config).map_err(|error| Failure::Settings(error.to_string()))?;
    Ok(App {
        db: start::database(&config).await?,
        vault: Vault::new(&key),
        providers,
        clock,
        post,
        config: Arc::new(config),
        sync_wanted: Arc::new(Notify::new()),
    })
}
