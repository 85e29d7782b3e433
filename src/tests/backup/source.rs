//! A database with something in every kind of column, and somebody who goes on writing.

use clap::Parser;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};
use syndiwatt::{
    clock::Clock,
    config::Config,
    domain::{
        access::Role,
        consent::Consent,
        id::ConsentId,
        provider::ProviderId,
        reading::Reading,
        series::{Quality, SeriesKind, Source as Origin},
        time::Instant,
    },
    notify::Post,
    providers::Registry,
    services::{
        App,
        accounts::{self, NewUser},
        buildings, ingest,
        vault::Vault,
    },
    storage::{self, Db},
};
use tokio::{sync::Notify, task::JoinHandle};

use crate::support::{Meter, NOW, building};

/// What seals the tokens; [`super::place::KEY`] is its text.
const KEY: [u8; 32] = [0xa0; 32];
/// Midnight in Paris, 1 January 2025.
const START: Instant = Instant(1_735_686_000);

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

pub struct Source {
    pub app: App,
    zone: syndiwatt::analytics::zone::Zone,
    series: i64,
}

impl Source {
    pub async fn fill(url: &str) -> Self {
        let config = Line::parse_from(["syndiwatt", "--database-url", url]).config;
        let clock = Clock::fixed(NOW);
        let app = App {
            db: Db::open(url).await.unwrap(),
            vault: Vault::new(&KEY),
            providers: Registry::from_config(&config, &clock).unwrap(),
            clock,
            post: Post::from_config(&config).unwrap(),
            config: Arc::new(config),
            sync_wanted: Arc::new(Notify::new()),
        };
        let organisation = accounts::organisation(&app, "Cabinet Duval").await.unwrap();
        let new = NewUser {
            organisation,
            email: "syndic@example.org".into(),
            name: "Zoë d'Été".into(),
            password: "correct horse battery".into(),
            role: Role::Syndic,
            buildings: Vec::new(),
        };
        accounts::create_user(&app, new).await.unwrap();
        let (_, actor) = accounts::login(&app, "syndic@example.org", &"correct horse battery".into()).await.unwrap();
        let building = building(&app, organisation, "Résidence Verte").await;
        let meter = Meter::default().insert(&app, &building).await;
        let consent = Consent {
            id: ConsentId::new(),
            given_by: actor.user,
            provider: ProviderId::Enedis,
            text_version: "1".into(),
            given_at: NOW,
            expires_at: NOW.plus(86_400),
            withdrawn_at: None,
            reference: None,
        };
        let name = "access_token";
        let sealed = app.vault.seal(&format!("secrets/{}/{name}", consent.id), &"a token".into()).unwrap();
        let mut tx = app.db.begin().await.unwrap();
        storage::consents::insert(&mut tx, organisation, building.id, &consent).await.unwrap();
        storage::consents::put_secret(&mut tx, consent.id, name, &sealed, None).await.unwrap();
        let kind = SeriesKind::ElectricityConsumption;
        let series = storage::usage_points::series_key(&mut tx, meter.id, kind).await.unwrap();
        tx.commit().await.unwrap();
        Self { zone: buildings::zone(&building).unwrap(), app, series }
    }

    /// Writes a day of half-hours after the other, a transaction each, until it is stopped.
    pub fn write_days(&self) -> Writer {
        let (written, stop) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicBool::new(false)));
        let (count, end) = (Arc::clone(&written), Arc::clone(&stop));
        let (app, zone, series) = (self.app.clone(), self.zone, self.series);
        let task = tokio::spawn(async move {
            while !end.load(Ordering::SeqCst) {
                let day = count.load(Ordering::SeqCst);
                let batch = ingest::Batch { readings: half_hours(day), official: Vec::new() };
                let kind = SeriesKind::ElectricityConsumption;
                let mut tx = app.db.begin().await.unwrap();
                ingest::write(&mut tx, zone, series, kind, &batch, NOW).await.unwrap();
                tx.commit().await.unwrap();
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        Writer { written, stop, task }
    }
}

fn half_hours(day: i64) -> Vec<Reading> {
    let reading = |place: i64| Reading {
        start: START.plus(86_400 * day + 1_800 * place),
        step: 1_800,
        value: Some(3_600 * (day % 7 * 100 + place)),
        quality: Quality::Validated,
        source: Origin::EnedisFile,
    };
    (0..48).map(reading).collect()
}

pub struct Writer {
    written: Arc<AtomicI64>,
    stop: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl Writer {
    /// Days so far.
    pub fn written(&self) -> i64 {
        self.written.load(Ordering::SeqCst)
    }

    /// Waits until that many days are there.
    pub async fn has_written(&self, days: i64) {
        while self.written() < days {
            assert!(!self.task.is_finished(), "the writer failed");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Days in the end.
    pub async fn stop(self) -> i64 {
        self.stop.store(true, Ordering::SeqCst);
        self.task.await.unwrap();
        self.written.load(Ordering::SeqCst)
    }
}
