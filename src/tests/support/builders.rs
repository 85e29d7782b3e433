//! Buildings and meters with readable defaults.

use syndiwatt::{
    domain::{
        building::{Building, UsagePoint},
        id::{BuildingId, OrganisationId, UsagePointId},
        identifier::UsagePointNumber,
        provider::ProviderId,
    },
    services::App,
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

/// A meter that lives from files.
pub struct Meter {
    number: &'static str,
    label: &'static str,
}

impl Default for Meter {
    fn default() -> Self {
        Self { number: "09775542606818", label: "Parties communes" }
    }
}

impl Meter {
    /// Another PRM.
    pub fn number(mut self, number: &'static str) -> Self {
        self.number = number;
        self
    }

    /// Stores it.
    pub async fn insert(self, app: &App, building: &Building) -> UsagePoint {
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
        let mut tx = app.db.begin().await.unwrap();
        storage::usage_points::insert(&mut tx, &point).await.unwrap();
        tx.commit().await.unwrap();
        point
    }
}
