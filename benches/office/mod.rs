//! An office with one building of twenty meters over three years, each with a tariff of two bands, in `SQLite`.

use crate::fleet::{FIRST, Fleet, day};
use clap::Parser;
use std::sync::Arc;
use syndiwatt::{
    clock::Clock,
    config::Config,
    domain::{
        access::{Actor, Role},
        id::UserId,
        tariff::Version,
    },
    notify::Post,
    providers::Registry,
    services::{
        App,
        reports::{self, ReportFile, ReportQuery},
        tariffs,
        vault::Vault,
    },
    storage::Db,
    views::format::Language,
};
use tokio::sync::Notify;

const METERS: usize = 20;
/// Off-peak hours that begin between two readings.
const PRICES: &str = r#"[{
    "valid_from": "2023-01-01",
    "bands": [
        { "name": "off_peak", "price": 158000, "windows": [{ "hours": { "from": "22:40", "to": "06:40" } }] },
        { "name": "peak", "price": 201000 }
    ],
    "subscription": { "price": 24500000, "per": "month" },
    "vat": { "energy": 200, "subscription": 55, "power": 200, "injection": 0 }
}]"#;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

/// The office.
pub struct Office {
    app: App,
    actor: Actor,
    fleet: Fleet,
    _folder: tempfile::TempDir,
}

impl Office {
    /// With everything in it.
    pub async fn open() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("office.sqlite").display());
        let config = Line::try_parse_from(["syndiwatt", "--database-url", &url]).unwrap().config;
        let fleet = Fleet::load(Db::open(&url).await.unwrap(), METERS).await;
        let app = App {
            db: fleet.db.clone(),
            vault: Vault::new(&[7; 32]),
            providers: Registry::from_config(&config, &Clock::System).unwrap(),
            clock: Clock::System,
            post: Post::from_config(&config).unwrap(),
            config: Arc::new(config),
            sync_wanted: Arc::new(Notify::new()),
        };
        let (user, organisation) = (UserId::new(), fleet.organisation);
        let actor = Actor { user, organisation, role: Role::Syndic, buildings: Vec::new(), name: String::new() };
        let versions: Vec<Version> = serde_json::from_str(PRICES).unwrap();
        let tariff = tariffs::create(&app, &actor, "Two bands", versions).await.unwrap();
        for point in &fleet.points {
            tariffs::bind(&app, &actor, *point, &[(day(FIRST), Some(tariff.id))]).await.unwrap();
        }
        Self { app, actor, fleet, _folder: folder }
    }

    /// The report of a year, as a browser asks for it.
    pub async fn report(&self) -> ReportFile {
        let query = ReportQuery { period: "2025".parse().unwrap(), language: Language::Fr };
        reports::document(&self.app, &self.actor, self.fleet.building, &query).await.unwrap()
    }
}
