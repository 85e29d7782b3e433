//! Buildings and their usage points.

use super::{
    change::Change,
    id::{BuildingId, ConsentId, OrganisationId, UsagePointId},
    identifier::UsagePointNumber,
    provider::ProviderId,
    time::{Instant, LocalDay},
};
use serde::{Deserialize, Serialize};

/// A co-owned building.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Building {
    /// Identifier.
    pub id: BuildingId,
    /// The tenant it belongs to.
    pub organisation: OrganisationId,
    /// "Résidence Verte".
    pub name: String,
    /// Street and number.
    pub address: String,
    /// Postal code and town.
    pub town: String,
    /// IANA name, e.g. `Europe/Paris`: decides which local day an instant belongs to.
    pub zone: String,
}

impl Building {
    /// What to tell when something of it was written.
    #[must_use]
    pub fn change(&self) -> Change {
        Change { organisation: self.organisation, building: self.id }
    }
}

/// A usage point of a building: what people call a meter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsagePoint {
    /// Identifier.
    pub id: UsagePointId,
    /// Where it is.
    pub building: BuildingId,
    /// Who runs the grid there.
    pub provider: ProviderId,
    /// PRM or EAN.
    pub number: UsagePointNumber,
    /// "Parties communes", "Pompe à chaleur"; may be empty.
    pub label: String,
    /// The consent under which it is read; `None` for a meter that lives from files, or after disconnecting.
    pub consent: Option<ConsentId>,
    /// The latest run that reached the operator.
    pub last_sync_at: Option<Instant>,
    /// When it was added here.
    pub created_at: Instant,
    /// When it was disconnected; its readings stay.
    pub disconnected_at: Option<Instant>,
}

/// A usage point with how far its data reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataThrough {
    /// The latest local day with any value.
    pub day: Option<LocalDay>,
    /// When data last arrived.
    pub received_at: Option<Instant>,
}
