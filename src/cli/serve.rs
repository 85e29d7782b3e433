//! `syndiwatt serve`.

use super::{Failure, start};
use crate::{
    config::Config,
    services::App,
    sync::worker,
    web::{self, Gate},
};
use clap::Args;
use std::net::SocketAddr;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

/// The web application and the API.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    config: Config,
}

impl Serve {
    /// Serves until SIGTERM or SIGINT, then lets open requests end. Listens at once: until a PostgreSQL database can be
    /// opened, every request is told to come back.
    ///
    /// # Errors
    /// When the settings are wrong, the schema cannot be brought up to date, an SQLite file cannot be opened, or the address
    /// is taken.
    pub async fn run(self) -> Result<(), Failure> {
        let prepared = start::prepare(self.config)?;
        let front = Front::listen(prepared.config()).await?;
        let opened = tokio::select! {
            opened = start::patiently(prepared, &front.gate) => Some(opened?),
            () = front.stop.cancelled() => None,
        };
        let Some(app) = opened else { return front.ended().await };
        start::announce(&app.config.database_url, &app.db);
        println!("Syndiwatt: {}", app.config.public_url);
        front.serve(app).await
    }
}

/// Serves an application until the process is asked to stop.
///
/// # Errors
/// When the address is taken.
pub async fn serve(app: App) -> Result<(), Failure> {
    Front::listen(&app.config).await?.serve(app).await
}

/// The address, taken, and what answers there.
struct Front {
    gate: Gate,
    stop: CancellationToken,
    answering: JoinHandle<std::io::Result<()>>,
}

impl Front {
    async fn listen(config: &Config) -> Result<Self, Failure> {
        let listener = TcpListener::bind(config.addr)
            .await
            .map_err(|error| Failure::Work(format!("cannot listen on {}: {error}", config.addr)))?;
        tracing::info!(address = %config.addr, "listening");
        let (gate, stop) = (Gate::new(config), CancellationToken::new());
        let service = gate.router().into_make_service_with_connect_info::<SocketAddr>();
        let asked = stop.clone();
        tokio::spawn(async move {
            stopped().await;
            asked.cancel();
        });
        let asked = stop.clone().cancelled_owned();
        let answering = tokio::spawn(async move { axum::serve(listener, service).with_graceful_shutdown(asked).await });
        Ok(Self { gate, stop, answering })
    }

    async fn serve(self, app: App) -> Result<(), Failure> {
        let options = web::leptos_options(&app.config);
        let cancel = CancellationToken::new();
        let worker = worker::spawn(app.clone(), cancel.clone());
        self.gate.open(web::router(app.clone(), options));
        self.ended().await?;
        cancel.cancel();
        let _ = worker.await;
        app.db.close().await;
        tracing::info!("stopped");
        Ok(())
    }

    /// Ends when the last answer was given after the process was asked to stop.
    async fn ended(self) -> Result<(), Failure> {
        Ok(self.answering.await??)
    }
}

/// Ends when the process is asked to stop.
pub async fn stopped() {
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
