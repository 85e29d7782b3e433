//! An application, a building, its syndic, and a simulator to connect to.

use crate::providers::browser::{self, callback};
use crate::support::{Database, raw};
use clap::Parser;
use std::sync::Arc;
use syndiwatt::{
    clock::Clock,
    config::Config,
    domain::{
        access::{Actor, Role},
        building::Building,
        id::{BuildingId, UsagePointId},
        provider::ProviderId,
        sync::SyncRun,
    },
    notify::Post,
    providers::{Registry, http::Pace},
    sandbox::{self, CLIENT_ID, CLIENT_SECRET, SandboxConfig, SandboxHandle, catalogue},
    services::{
        App,
        accounts::{self, NewUser, SessionHash},
        connections, syncs,
        vault::Vault,
    },
    storage::{self, Db},
};
use tokio::sync::Notify;
use url::Url;

const PASSWORD: &str = "correct horse battery";
/// 32 bytes.
pub const KEY: [u8; 32] = [7; 32];

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

pub struct World {
    pub app: App,
    pub simulator: SandboxHandle,
    pub building: Building,
    pub actor: Actor,
    pub session: SessionHash,
    pub database: Database,
}

impl World {
    pub async fn new(clock: Clock) -> Self {
        Self::on(clock, Database::new().await).await
    }

    /// On an empty database.
    pub async fn on(clock: Clock, database: Database) -> Self {
        let simulator = sandbox::spawn(SandboxConfig::new(clock.clone())).await.unwrap();
        let url = simulator.url().to_string();
        let config = Line::parse_from([
            "syndiwatt",
            "--database-url",
            &database.url,
            "--enedis-client-id",
            CLIENT_ID,
            "--enedis-client-secret",
            CLIENT_SECRET,
            "--enedis-consent-url",
            &url,
            "--enedis-api-url",
            &url,
            "--ores-client-id",
            CLIENT_ID,
            "--ores-client-secret",
            CLIENT_SECRET,
            "--ores-api-url",
            &url,
        ])
        .config;
        let app = App {
            db: Db::open(&database.url).await.unwrap(),
            vault: Vault::new(&KEY),
            providers: Registry::with_pace(&config, &clock, Pace::UNLIMITED, Pace::UNLIMITED).unwrap(),
            clock,
            post: Post::from_config(&config).unwrap(),
            config: Arc::new(config),
            sync_wanted: Arc::new(Notify::new()),
        };
        let organisation = accounts::organisation(&app, "Cabinet Duval").await.unwrap();
        let new = NewUser {
            organisation,
            email: "syndic@example.org".into(),
            name: "Syndic".into(),
            password: PASSWORD.into(),
            role: Role::Syndic,
            buildings: Vec::new(),
        };
        accounts::create_user(&app, new).await.unwrap();
        let (token, actor) = accounts::login(&app, "syndic@example.org", &PASSWORD.into()).await.unwrap();
        let building = building(&app, &actor, "Résidence Verte").await;
        Self { app, simulator, building, actor, session: token.hash(), database }
    }

    /// Another building of the same office.
    pub async fn other_building(&self) -> Building {
        building(&self.app, &self.actor, "Clos des Lilas").await
    }

    /// Leaves for the operator.
    pub async fn leave(&self, building: BuildingId, provider: ProviderId) -> Url {
        connections::start(&self.app, &self.actor, &self.session, building, provider).await.unwrap()
    }

    /// Leaves, consents there, and comes back with what the operator sent along.
    pub async fn consented(&self, building: BuildingId, provider: ProviderId, points: &[&str]) -> browser::Query {
        let url = self.leave(building, provider).await;
        let owns = |customer: &&catalogue::Customer| points.iter().all(|point| customer.points.contains(point));
        browser::consent(url, catalogue::customers().iter().find(owns).unwrap(), points, "agree").await
    }

    /// The whole way.
    pub async fn connect(&self, provider: ProviderId, points: &[&str]) -> Vec<UsagePointId> {
        let query = self.consented(self.building.id, provider, points).await;
        self.arrive(provider, &query).await.meters.unwrap()
    }

    /// Comes back to the application.
    pub async fn arrive(&self, provider: ProviderId, query: &browser::Query) -> connections::Arrival {
        let state = query["state"].as_str();
        connections::arrive(&self.app, &self.actor, &self.session, provider, state, callback(query)).await
    }

    /// Runs what is queued.
    pub async fn run(&self) -> syncs::Ran {
        syncs::run_queued(&self.app).await.unwrap()
    }

    /// Wants the whole history again and runs it.
    pub async fn again(&self, meter: UsagePointId) -> SyncRun {
        syncs::want(&self.app, &self.actor, meter, None).await.unwrap();
        self.run().await;
        self.latest(meter).await
    }

    pub async fn latest(&self, meter: UsagePointId) -> SyncRun {
        syncs::latest_runs(&self.app.db, &[meter]).await.unwrap().remove(&meter).unwrap()
    }

    pub async fn count(&self, table: &'static str) -> i64 {
        raw::number(&self.app.db, format!("SELECT COUNT(*) FROM {table}")).await
    }
}

async fn building(app: &App, actor: &Actor, name: &str) -> Building {
    let building = Building {
        id: BuildingId::new(),
        organisation: actor.organisation,
        name: name.into(),
        address: "12 rue des Lilas".into(),
        town: "69003 Lyon".into(),
        zone: "Europe/Paris".into(),
    };
    let mut tx = app.db.begin().await.unwrap();
    storage::buildings::insert(&mut tx, &building, app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    building
}

/// Everything that was measured and what follows from it, row by row, under the meter's number and the series' name: the
/// storage key of a series depends on which meter came first.
pub async fn dump(db: &Db) -> Vec<String> {
    let tables = [
        // The key of a form depends on which came first.
        ("readings", "start", "t.start, f.step, t.value * f.unit, f.quality, f.source"),
        ("official_days", "day", "t.day, t.value"),
        ("day_rollups", "day", "t.*"),
        (
            "alerts",
            "t.kind, t.day",
            "t.kind, t.day, t.severity, t.value, t.expected, CASE WHEN t.withdrawn_at IS NULL THEN 'stands' ELSE 'withdrawn' END",
        ),
    ];
    let mut lines = Vec::new();
    for (table, order, columns) in tables {
        let forms = if table == "readings" { "JOIN reading_forms f ON f.key = t.form" } else { "" };
        let sql = format!(
            "SELECT t.series_key, {columns}, u.number, s.kind FROM {table} t JOIN series s ON s.key = t.series_key \
             {forms} JOIN usage_points u ON u.id = s.usage_point_id ORDER BY u.number, s.kind, {order}"
        );
        for row in raw::cells(db, sql).await {
            // Without the keys of the series, which depend on which meter came first.
            let of_row = if table == "day_rollups" { &row[2..] } else { &row[1..] };
            lines.push(format!("{table} {}", of_row.join(" ")));
        }
    }
    lines
}
