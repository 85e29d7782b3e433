//! Rows that contracts begin with.

use crate::{
    domain::{
        building::{Building, UsagePoint},
        consent::Consent,
        id::{BuildingId, ConsentId, OrganisationId, SyncRunId, UsagePointId, UserId},
        identifier::{NumberKind, UsagePointNumber},
        provider::ProviderId,
        reading::Reading,
        series::{Quality, SeriesKind, Source},
        time::{Instant, LocalDay},
    },
    storage::{Db, StorageError, Tx, accounts, buildings, consents, series, sync_runs, usage_points},
};

/// 2026-11-21, 10:00 in Paris.
pub const NOW: Instant = Instant(1_795_251_600);
/// The series that most contracts write to.
pub const KIND: SeriesKind = SeriesKind::ElectricityConsumption;

/// A day of a constant.
pub fn day(year: i32, month: u32, day: u32) -> LocalDay {
    LocalDay::from_ymd_opt(year, month, day).unwrap()
}

/// A half-hour of Enedis.
pub fn reading(start: i64, value: Option<i64>) -> Reading {
    let quality = if value.is_some() { Quality::Raw } else { Quality::Missing };
    Reading { start: Instant(start), step: 1_800, value, quality, source: Source::Enedis }
}

/// An office with a user and a building.
pub struct Office {
    pub organisation: OrganisationId,
    pub user: UserId,
    pub building: BuildingId,
}

impl Office {
    /// Named, with a user `name@example.org`.
    pub async fn new(db: &Db, name: &str) -> Self {
        let office = Self { organisation: OrganisationId::new(), user: UserId::new(), building: BuildingId::new() };
        let mut tx = db.begin().await.unwrap();
        buildings::insert_organisation(&mut tx, office.organisation, name, NOW).await.unwrap();
        let email = format!("{}@example.org", name.to_lowercase());
        accounts::insert_user(&mut tx, office.user, &email, name, "$argon2id$", NOW).await.unwrap();
        let building = building(office.organisation, office.building, "Résidence Verte");
        buildings::insert(&mut tx, &building, NOW).await.unwrap();
        tx.commit().await.unwrap();
        office
    }

    /// A new meter of its building, under a consent or none.
    pub async fn meter(&self, db: &Db, number: u64, consent: Option<ConsentId>) -> UsagePointId {
        let point = UsagePoint { consent, ..usage_point(self.building, number) };
        write(db, async |tx| usage_points::insert(tx, &point).await).await;
        point.id
    }

    /// A new meter with a series; its key.
    pub async fn series(&self, db: &Db, number: u64) -> i64 {
        let point = self.meter(db, number, None).await;
        write(db, async |tx| series::series_key(tx, point, KIND).await).await
    }

    /// A consent of its user.
    pub async fn consent(&self, db: &Db) -> ConsentId {
        let consent = Consent {
            id: ConsentId::new(),
            given_by: self.user,
            provider: ProviderId::Enedis,
            text_version: "2026-11".into(),
            given_at: NOW,
            expires_at: NOW.plus(1_000),
            withdrawn_at: None,
            reference: None,
        };
        write(db, async |tx| consents::insert(tx, self.organisation, self.building, &consent).await).await;
        consent.id
    }
}

/// A building without an address.
pub fn building(organisation: OrganisationId, id: BuildingId, name: &str) -> Building {
    let (address, town) = ("1 rue des Lilas".to_owned(), "75020 Paris".to_owned());
    Building { id, organisation, name: name.to_owned(), address, town, zone: "Europe/Paris".to_owned() }
}

/// A live meter at Enedis, with the number in 14 digits.
pub fn usage_point(building: BuildingId, number: u64) -> UsagePoint {
    UsagePoint {
        id: UsagePointId::new(),
        building,
        provider: ProviderId::Enedis,
        number: UsagePointNumber::parse(NumberKind::Prm, &format!("{number:014}")).unwrap(),
        label: String::new(),
        consent: None,
        last_sync_at: None,
        created_at: NOW,
        disconnected_at: None,
    }
}

/// Queues a run of two days.
pub async fn queue(db: &Db, meter: UsagePointId, now: Instant) -> SyncRunId {
    let (id, days) = (SyncRunId::new(), (day(2026, 11, 1), day(2026, 11, 3)));
    assert!(write(db, async |tx| sync_runs::queue(tx, id, meter, days, now).await).await);
    id
}

/// One transaction, committed.
pub async fn write<T>(db: &Db, work: impl AsyncFnOnce(&mut Tx) -> Result<T, StorageError>) -> T {
    let mut tx = db.begin().await.unwrap();
    let done = work(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    done
}
