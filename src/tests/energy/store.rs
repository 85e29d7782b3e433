//! A database with a few meters for these tests, and all that is stored of a meter as one value.

use crate::support::Database;
use proptest::{
    strategy::Strategy,
    test_runner::{Config, TestCaseError, TestRunner},
};
use syndiwatt::{
    analytics::zone::Zone,
    domain::{
        building::{Building, UsagePoint},
        id::{BuildingId, OrganisationId, UsagePointId},
        identifier::{NumberKind, UsagePointNumber},
        provider::ProviderId,
        reading::{DayRollup, Reading},
        rule::{Finding, RuleKind},
        series::{Quality, SeriesKind, Source},
        time::{Instant, Interval, LocalDay},
    },
    services::ingest::{self, Batch, Outcome},
    storage::{Db, Tx, alerts, buildings, readings, usage_points},
};

/// 2026-11-21T12:00:00Z.
pub const NOW: Instant = Instant(1_795_262_400);
/// The zone of every meter here.
pub const ZONE: Zone = Zone::PARIS;
/// The series of every meter here.
pub const KIND: SeriesKind = SeriesKind::ElectricityConsumption;

/// A database and its meters.
pub struct Store {
    pub db: Db,
    pub meters: Vec<UsagePointId>,
    /// Where it is, when the test made it.
    database: Option<Database>,
}

/// Everything that is stored of one series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub readings: Vec<Reading>,
    pub official: Vec<(LocalDay, i64)>,
    pub rollups: Vec<DayRollup>,
    pub anomalies: Vec<Finding>,
}

impl Store {
    pub async fn new() -> Self {
        Self::on(Database::new().await).await
    }

    /// In an empty database.
    pub async fn on(database: Database) -> Self {
        let db = Db::open(&database.url).await.unwrap();
        Self { database: Some(database), ..Self::with(db).await }
    }

    /// In an empty database that is open.
    pub async fn with(db: Db) -> Self {
        let organisation = OrganisationId::new();
        let building = Building {
            id: BuildingId::new(),
            organisation,
            name: "Résidence Verte".into(),
            address: "1 rue des Lilas".into(),
            town: "75020 Paris".into(),
            zone: ZONE.name().into(),
        };
        let mut tx = db.begin().await.unwrap();
        buildings::insert_organisation(&mut tx, organisation, "Syndic", NOW).await.unwrap();
        buildings::insert(&mut tx, &building, NOW).await.unwrap();
        let mut meters = Vec::new();
        for number in 0..3 {
            let point = UsagePoint {
                id: UsagePointId::new(),
                building: building.id,
                provider: ProviderId::Enedis,
                number: UsagePointNumber::parse(NumberKind::Prm, &format!("{number:014}")).unwrap(),
                label: String::new(),
                consent: None,
                last_sync_at: None,
                created_at: NOW,
                disconnected_at: None,
            };
            usage_points::insert(&mut tx, &point).await.unwrap();
            meters.push(point.id);
        }
        tx.commit().await.unwrap();
        Self { db, meters, database: None }
    }

    /// The address of a database that the test made.
    pub fn url(&self) -> &str {
        &self.database.as_ref().unwrap().url
    }

    /// The key of the meter's series, created in this transaction.
    pub async fn key(&self, tx: &mut Tx, meter: usize) -> i64 {
        usage_points::series_key(tx, self.meters[meter], KIND).await.unwrap()
    }
}

/// Writes a batch at [`NOW`].
pub async fn write(tx: &mut Tx, key: i64, batch: &Batch) -> Outcome {
    ingest::write(tx, ZONE, key, KIND, batch, NOW).await.unwrap()
}

/// Writes readings at [`NOW`].
pub async fn write_readings(tx: &mut Tx, key: i64, readings: &[Reading]) -> Outcome {
    write(tx, key, &Batch { readings: readings.to_vec(), official: Vec::new() }).await
}

/// Everything stored of a series.
pub async fn state(tx: &mut Tx, key: i64) -> State {
    let (first, end) = (day(1970, 1, 1), day(2100, 1, 1));
    let always = Interval { start: Instant(0), end: Instant(i64::MAX) };
    State {
        readings: readings::readings_in(tx, key, always).await.unwrap(),
        official: readings::official_in(tx, key, first, end).await.unwrap(),
        rollups: readings::rollups_in(tx, key, first, end).await.unwrap(),
        anomalies: standing(tx, key).await,
    }
}

/// What the rule of the seven days says of a series.
async fn standing(tx: &mut Tx, key: i64) -> Vec<Finding> {
    let (first, end) = (day(1970, 1, 1), day(2100, 1, 1));
    let alerts = alerts::of_series_in(tx, key, RuleKind::OverConsumption, first, end).await.unwrap();
    alerts.into_iter().filter(|alert| alert.withdrawn_at.is_none()).map(|alert| alert.finding).collect()
}

/// Runs a property against one database. Every case has its own transaction, which is dropped.
pub fn for_all<S: Strategy>(
    cases: u32,
    strategy: S,
    property: impl AsyncFn(&Store, &mut Tx, S::Value) -> Result<(), TestCaseError>,
) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = runtime.block_on(Store::new());
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let result = runner.run(&strategy, |value| {
        runtime.block_on(async {
            let mut tx = store.db.begin().await.unwrap();
            property(&store, &mut tx, value).await
        })
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

pub fn day(year: i32, month: u32, day: u32) -> LocalDay {
    LocalDay::from_ymd_opt(year, month, day).unwrap()
}

/// A reading; `None` is "no value" whatever the quality.
pub fn reading(start: Instant, step: i64, value: Option<i64>, quality: Quality, source: Source) -> Reading {
    let quality = if value.is_some() { quality } else { Quality::Missing };
    Reading { start, step, value, quality, source }
}
