//! A whole server on a loopback port for each test: its own database, a clock that stands still, clients by role.

mod builders;
mod client;
mod database;
pub mod engines;
pub mod python;
pub mod raw;

pub use builders::{Meter, building, receive};
pub use client::{Answer, Client};
pub use database::{Database, Engine};

use clap::Parser;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use syndiwatt::{
    clock::Clock,
    config::Config,
    domain::{access::Role, building::Building, id::OrganisationId, time::Instant},
    notify::Post,
    providers::Registry,
    services::{
        App,
        accounts::{self, NewUser},
        live,
        vault::Vault,
    },
    storage::{Db, Limits},
    web,
};
use tokio::{net::TcpListener, sync::Notify};
use tokio_util::sync::CancellationToken;

/// 2026-11-21, 10:00 in Paris.
pub const NOW: Instant = Instant(1_795_251_600);
/// Everybody's.
pub const PASSWORD: &str = "correct horse battery";

/// The server of one test.
pub struct TestApp {
    /// The application, to look behind the HTTP.
    pub app: App,
    /// `http://127.0.0.1:port`.
    pub base: String,
    /// The tenant of [`TestApp::syndic`].
    pub organisation: OrganisationId,
    /// A building of that tenant.
    pub building: Building,
    /// A building of another tenant.
    pub foreign: Building,
    users: Mutex<u32>,
    database: Database,
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

impl TestApp {
    /// On [`NOW`], without any operator.
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// With more options of the command line.
    pub async fn with(options: &[&str]) -> Self {
        Self::on(Database::new().await, options).await
    }

    /// On an empty database.
    pub async fn on(database: Database, options: &[&str]) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let mut line = vec!["syndiwatt", "--database-url", &database.url];
        if !options.contains(&"--public-url") {
            line.extend(["--public-url", &base]);
        }
        line.extend(options);
        let config = Line::try_parse_from(line).unwrap().config;
        let clock = Clock::fixed(NOW);
        let limits =
            Limits { connections: config.bounds.db_connections, acquire: config.bounds.acquire(), ..Limits::default() };
        let app = App {
            db: Db::open_within(&database.url, limits).await.unwrap(),
            vault: Vault::new(&[7; 32]),
            providers: Registry::from_config(&config, &clock).unwrap(),
            clock,
            post: Post::from_config(&config).unwrap(),
            config: Arc::new(config),
            sync_wanted: Arc::new(Notify::new()),
        };
        // As a serving instance does: on PostgreSQL its own changes, too, come back to it this way.
        let listening = app.clone();
        tokio::spawn(async move { live::follow(&listening, &CancellationToken::new()).await });
        let router = web::router(app.clone(), web::leptos_options(&app.config));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        let organisation = accounts::organisation(&app, "Cabinet Duval").await.unwrap();
        let elsewhere = accounts::organisation(&app, "Cabinet Martin").await.unwrap();
        let building = builders::building(&app, organisation, "Résidence Verte").await;
        let foreign = builders::building(&app, elsewhere, "Tour Blanche").await;
        Self { app, base, organisation, building, foreign, users: Mutex::default(), database }
    }

    /// Somebody who is not logged in.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.base)
    }

    /// The syndic of [`TestApp::building`].
    pub async fn syndic(&self) -> Client {
        self.client(self.organisation, Role::Syndic, &[]).await
    }

    /// The syndic of [`TestApp::foreign`] only.
    pub async fn other_syndic(&self) -> Client {
        self.client(self.foreign.organisation, Role::Syndic, &[]).await
    }

    /// A co-owner of [`TestApp::building`].
    pub async fn owner(&self) -> Client {
        self.client(self.organisation, Role::Owner, std::slice::from_ref(&self.building)).await
    }

    /// A co-owner of another building of the same tenant.
    pub async fn other_owner(&self) -> Client {
        let other = self.other_building().await;
        self.client(self.organisation, Role::Owner, &[other]).await
    }

    /// A second building of the tenant of [`TestApp::building`].
    pub async fn other_building(&self) -> Building {
        builders::building(&self.app, self.organisation, "Clos des Lilas").await
    }

    /// A new user; returns the e-mail address.
    pub async fn user(&self, organisation: OrganisationId, role: Role, buildings: &[Building]) -> String {
        let number = {
            let mut users = self.users.lock().unwrap();
            *users += 1;
            *users
        };
        let email = format!("user{number}@example.org");
        let new = NewUser {
            organisation,
            email: email.clone(),
            name: format!("User {number}"),
            password: PASSWORD.into(),
            role,
            buildings: buildings.iter().map(|building| building.id).collect(),
        };
        accounts::create_user(&self.app, new).await.unwrap();
        email
    }

    /// Adds a meter to [`TestApp::building`].
    pub async fn meter(&self, meter: Meter) -> syndiwatt::domain::building::UsagePoint {
        meter.insert(&self.app, &self.building).await
    }

    /// Where the database is, with SQLite.
    pub fn folder(&self) -> &std::path::Path {
        self.database.folder()
    }

    async fn client(&self, organisation: OrganisationId, role: Role, buildings: &[Building]) -> Client {
        let email = self.user(organisation, role, buildings).await;
        let client = self.anonymous();
        let answer = client.login(&email, PASSWORD).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/"));
        client
    }
}
