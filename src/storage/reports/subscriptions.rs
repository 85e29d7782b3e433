//! Who gets the report of each month by e-mail.

use super::super::{
    Db, StorageError, Tx,
    db::{Built, all, run},
};
use crate::domain::{
    id::{BuildingId, OrganisationId, SubscriptionId, UserId},
    time::Instant,
};

/// Of which buildings somebody gets a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of every building that they may see, also of those to come.
    pub all: bool,
    /// Of these.
    pub buildings: Vec<BuildingId>,
}

impl Wanted {
    /// Whether it is none at all.
    #[must_use]
    pub fn is_none(&self) -> bool {
        !self.all && self.buildings.is_empty()
    }

    /// Whether a building is among them.
    #[must_use]
    pub fn holds(&self, building: BuildingId) -> bool {
        self.all || self.buildings.contains(&building)
    }
}

const OF: &str = "SELECT building_id FROM report_subscriptions WHERE user_id = $1 AND organisation_id = $2";

/// What somebody gets.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, user: UserId, organisation: OrganisationId) -> Result<Wanted, StorageError> {
    let rows = all!(db, (Option<BuildingId>,), OF, user, organisation)?;
    let mut wanted = Wanted::default();
    for (building,) in rows {
        match building {
            Some(building) => wanted.buildings.push(building),
            None => wanted.all = true,
        }
    }
    Ok(wanted)
}

const FORGET: &str = "DELETE FROM report_subscriptions WHERE user_id = $1 AND organisation_id = $2";
const PUT: &str = "INSERT INTO report_subscriptions (id, user_id, organisation_id, building_id, created_at) ";

/// Replaces what somebody gets.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    user: UserId,
    organisation: OrganisationId,
    wanted: &Wanted,
    now: Instant,
) -> Result<(), StorageError> {
    run!(tx, FORGET, user, organisation)?;
    let all = wanted.all.then_some(None);
    let rows: Vec<Option<BuildingId>> = all.into_iter().chain(wanted.buildings.iter().copied().map(Some)).collect();
    for some in rows.chunks(1_000) {
        let row = |building: &Option<BuildingId>| {
            [SubscriptionId::new().into(), Some(user).into(), organisation.into(), (*building).into(), now.into()]
        };
        Built::new(PUT).rows(some, row).run(tx).await?;
    }
    Ok(())
}

const SUBSCRIBERS: &str =
    "SELECT DISTINCT organisation_id, user_id FROM report_subscriptions ORDER BY organisation_id, user_id";

/// Everybody who gets any, organisation by organisation.
///
/// # Errors
/// When the database fails.
pub async fn subscribers(db: &Db) -> Result<Vec<(OrganisationId, UserId)>, StorageError> {
    all!(db, (OrganisationId, UserId), SUBSCRIBERS)
}
