//! `syndiwatt serve`.

use super::{Failure, start};
use crate::{config::Config, services::App, sync::worker, web};
use clap::Args;
use std::net::SocketAddr;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

/// The web application and the API.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    config: Config,
}

impl Serve {
    /// Serves until SIGTERM or SIGINT, then lets open requests end.
    ///
    /// # Errors
    /// When the settings are wrong, the database cannot be opened or the address is taken.
    pub async fn run(self) -> Result<(), Failure> {
        let app = start::app(self.config).await?;
        start::announce(&app.config.database_url, &app.db);
        println!("Syndiwatt: {}", app.config.public_url);
        serve(app).await
    }
}

/// Serves an application until the process is asked to stop.
///
/// # Errors
/// When the address is taken.
pub async fn serve(app: App) -> Result<(), Failure> {
    let config = app.config.clone();
    let listener = TcpListener::bind(config.addr)
        .await
        .map_err(|error| Failure::Work(format!("cannot listen on {}: {error}", config.addr)))?;
    tracing::info!(address = %config.addr, "listening");
    let options = web::leptos_options(&config);
    let cancel = CancellationToken::new();
    let worker = worker::spawn(app.clone(), cancel.clone());
    let service = web::router(app.clone(), options).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped()).await?;
    cancel.cancel();
    let _ = worker.await;
    app.db.close().await;
    tracing::info!("stopped");
    Ok(())
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
