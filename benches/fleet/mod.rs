//! A hundred meters with three years of half-hours each, the same at every run, in a real database.

use std::{path::PathBuf, time::Instant as Stopwatch};
use syndiwatt::{
    analytics::zone::Zone,
    domain::{
        building::{Building, UsagePoint},
        id::{BuildingId, OrganisationId, UsagePointId},
        identifier::{NumberKind, UsagePointNumber},
        provider::ProviderId,
        reading::Reading,
        series::{Quality, SeriesKind, Source},
        time::{Instant, LocalDay},
    },
    services::ingest::{self, Batch},
    storage::{Db, buildings, usage_points},
};

/// Meters.
pub const METERS: usize = 100;
/// The first local day.
pub const FIRST: (i32, u32, u32) = (2023, 11, 18);
/// The first local day without data: 1 096 days of 48 half-hours on average.
pub const END: (i32, u32, u32) = (2026, 11, 18);
const NOW: Instant = Instant(1_795_262_400);
const STEP: i64 = 1_800;

/// The loaded database.
#[derive(Clone)]
pub struct Fleet {
    /// Open.
    pub db: Db,
    /// Whose the meters are.
    pub building: BuildingId,
    /// Whose the building is.
    pub organisation: OrganisationId,
    /// The meters.
    pub points: Vec<UsagePointId>,
    /// Keys of the series, one a meter.
    pub keys: Vec<i64>,
    /// Readings of all meters.
    pub readings: usize,
    /// Seconds that loading took, rollups and verdicts included.
    pub load_seconds: f64,
}

/// The fleet in a file of its own.
pub struct File {
    /// The fleet.
    pub fleet: Fleet,
    /// The database file.
    pub file: PathBuf,
    _folder: tempfile::TempDir,
}

/// A local day of a constant.
pub fn day((year, month, day): (i32, u32, u32)) -> LocalDay {
    LocalDay::from_ymd_opt(year, month, day).unwrap()
}

impl File {
    /// All meters, in SQLite.
    pub async fn load() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("fleet.sqlite");
        let db = Db::open(&format!("sqlite:{}", file.display())).await.unwrap();
        Self { fleet: Fleet::load(db, METERS).await, file, _folder: folder }
    }
}

impl Fleet {
    /// Generates some meters and writes everything into an empty database through the one way in.
    pub async fn load(db: Db, meters: usize) -> Self {
        let (building, organisation) = add_building(&db).await;
        let (mut points, mut keys, mut readings, watch) = (Vec::new(), Vec::new(), 0, Stopwatch::now());
        for meter in 0..meters {
            let batch = Batch { readings: curve(meter), official: Vec::new() };
            let mut tx = db.begin().await.unwrap();
            let point = usage_point(building, meter);
            usage_points::insert(&mut tx, &point).await.unwrap();
            let kind = SeriesKind::ElectricityConsumption;
            let key = usage_points::series_key(&mut tx, point.id, kind).await.unwrap();
            let outcome = ingest::write(&mut tx, Zone::PARIS, key, kind, &batch, NOW).await.unwrap();
            assert_eq!(usize::try_from(outcome.written).unwrap(), batch.readings.len());
            tx.commit().await.unwrap();
            readings += batch.readings.len();
            points.push(point.id);
            keys.push(key);
        }
        Self { db, building, organisation, points, keys, readings, load_seconds: watch.elapsed().as_secs_f64() }
    }
}

async fn add_building(db: &Db) -> (BuildingId, OrganisationId) {
    let (id, organisation) = (BuildingId::new(), OrganisationId::new());
    let text = |text: &str| text.to_owned();
    let (name, address, town, zone) = (text("Fleet"), String::new(), String::new(), text("Europe/Paris"));
    let mut tx = db.begin().await.unwrap();
    buildings::insert_organisation(&mut tx, organisation, "Fleet", NOW).await.unwrap();
    buildings::insert(&mut tx, &Building { id, organisation, name, address, town, zone }, NOW).await.unwrap();
    tx.commit().await.unwrap();
    (id, organisation)
}

fn usage_point(building: BuildingId, meter: usize) -> UsagePoint {
    UsagePoint {
        id: UsagePointId::new(),
        building,
        provider: ProviderId::Enedis,
        number: UsagePointNumber::parse(NumberKind::Prm, &format!("{meter:014}")).unwrap(),
        label: String::new(),
        consent: None,
        last_sync_at: None,
        created_at: NOW,
        disconnected_at: None,
    }
}

/// Common parts of a building: a floor, evenings, winters, noise, and a day of triple use now and then.
fn curve(meter: usize) -> Vec<Reading> {
    let meter = i64::try_from(meter).unwrap();
    let span = Zone::PARIS.span(day(FIRST), day(END));
    let watts = |at: i64| {
        let mixed = u64::try_from(at / STEP + meter * 1_000_003).unwrap().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let noise = i64::try_from(mixed % 400).unwrap();
        let (hour, season) = (at.rem_euclid(86_400) / 3_600, (at / 86_400).rem_euclid(365) - 182);
        let evening = if (17..22).contains(&hour) { 900 } else { 0 };
        let fault = if (at / 86_400 + meter * 7) % 90 == 0 { 3 } else { 1 };
        (300 + meter * 5 + evening + season.abs() * 3 + noise) * fault
    };
    let row = |n: i64| {
        let start = span.start.plus(n * STEP);
        let (value, quality) = (Some(watts(start.0) * STEP), Quality::Validated);
        Reading { start, step: STEP, value, quality, source: Source::Enedis }
    };
    (0..span.seconds() / STEP).map(row).collect()
}
