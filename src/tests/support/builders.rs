//! Buildings and meters with readable defaults.

use syndiwatt::{
    domain::{
        building::{Building, UsagePoint},
        error::AppError,
        id::{BuildingId, OrganisationId, UsagePointId},
        identifier::UsagePointNumber,
        provider::ProviderId,
        reading::Reading,
        series::{Quality, SeriesKind, Source},
        time::Instant,
        units::Joules,
    },
    services::{App, buildings, ingest},
    storage,
};

/// A building in Paris.
pub async fn building(app: &App, organisation: OrganisationId, name: &str) -> Building {
    let building = Building {
        id: BuildingId::new(),
        organisation,
        name: name.to_owned(),
        address: "12 rue des Lilas".to_owned(),
        town: "69003 Lyon".to_owned(),
        zone: "Europe/Paris".to_owned(),
    };
    let mut tx = app.db.begin().await.unwrap();
    storage::buildings::insert(&mut tx, &building, app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    building
}

/// A meter that lives from files, with half-hours of consumption.
pub struct Meter {
    number: &'static str,
    label: &'static str,
    half_hours: Vec<Reading>,
}

impl Default for Meter {
    fn default() -> Self {
        Self { number: "09775542606818", label: "Parties communes", half_hours: Vec::new() }
    }
}

impl Meter {
    /// Another PRM.
    pub fn number(mut self, number: &'static str) -> Self {
        self.number = number;
        self
    }

    /// Half-hours from `start`, one for each value in Wh.
    pub fn half_hours(mut self, start: Instant, wh: &[i64]) -> Self {
        let reading = |(place, wh): (usize, &i64)| Reading {
            start: start.plus(1_800 * i64::try_from(place).unwrap()),
            step: 1_800,
            value: Joules::from_wh(*wh).map(|joules| joules.0),
            quality: Quality::Validated,
            source: Source::EnedisFile,
        };
        self.half_hours = wh.iter().enumerate().map(reading).collect();
        self
    }

    /// Stores it.
    pub async fn insert(self, app: &App, building: &Building) -> UsagePoint {
        self.try_insert(app, building).await.unwrap()
    }

    /// As [`Meter::insert`], where that may fail.
    pub async fn try_insert(self, app: &App, building: &Building) -> Result<UsagePoint, AppError> {
        let now = app.clock.now();
        let point = UsagePoint {
            id: UsagePointId::new(),
            building: building.id,
            provider: ProviderId::Enedis,
            number: UsagePointNumber::parse(ProviderId::Enedis.number_kind(), self.number).unwrap(),
            label: self.label.to_owned(),
            consent: None,
            last_sync_at: None,
            created_at: now,
            disconnected_at: None,
        };
        let mut tx = app.db.begin().await?;
        storage::usage_points::insert(&mut tx, &point).await?;
        write(app, building, tx, (point.id, SeriesKind::ElectricityConsumption), &self.batch()).await?;
        Ok(point)
    }

    /// Writes its half-hours to a meter that is there, as a synchronisation would.
    pub async fn again(self, app: &App, building: &Building, meter: UsagePointId) {
        receive(app, building, (meter, SeriesKind::ElectricityConsumption), &self.batch()).await;
    }

    fn batch(self) -> ingest::Batch {
        ingest::Batch { readings: self.half_hours, official: Vec::new() }
    }
}

/// Writes to a series of a meter that is there, as a synchronisation would.
pub async fn receive(app: &App, building: &Building, series: (UsagePointId, SeriesKind), batch: &ingest::Batch) {
    let tx = app.db.begin().await.unwrap();
    write(app, building, tx, series, batch).await.unwrap();
}

async fn write(
    app: &App,
    building: &Building,
    mut tx: storage::Tx,
    (meter, kind): (UsagePointId, SeriesKind),
    batch: &ingest::Batch,
) -> Result<(), AppError> {
    let key = storage::usage_points::series_key(&mut tx, meter, kind).await?;
    ingest::write(&mut tx, buildings::zone(building)?, key, kind, batch, app.clock.now()).await?;
    Ok(tx.commit().await?)
}
