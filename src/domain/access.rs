//! Who may do what: the one table that services ask and that hides buttons.

use super::id::{BuildingId, OrganisationId, UserId};
use serde::{Deserialize, Serialize};

/// A person's role in one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Manages every building of the organisation.
    Syndic,
    /// Reads the common parts of the buildings that they co-own.
    Owner,
}

impl Role {
    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syndic => "syndic",
            Self::Owner => "owner",
        }
    }

    /// From the stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "syndic" => Some(Self::Syndic),
            "owner" => Some(Self::Owner),
            _ => None,
        }
    }
}

/// A login that anybody may use, because everything behind it is made up: of the demo only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoLogin {
    /// As whom.
    pub role: Role,
    /// The account's address.
    pub email: String,
    /// Its password, which protects nothing.
    pub password: String,
}

/// What somebody wants to do with a building.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// See the building and its figures.
    Read,
    /// Connect, reconfigure or disconnect meters, import files, start a synchronisation.
    Manage,
}

/// The logged-in person, as every service function receives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Who.
    pub user: UserId,
    /// In which organisation. Every query is scoped by it.
    pub organisation: OrganisationId,
    /// As what.
    pub role: Role,
    /// The buildings of an owner; empty for a syndic, who has all of the organisation's.
    pub buildings: Vec<BuildingId>,
    /// Shown in the header.
    pub name: String,
}

impl Actor {
    /// Whether the actor may do `action` with `building` of `organisation`. What may not be read is "not found":
    /// nobody learns that it exists.
    #[must_use]
    pub fn can(&self, action: Action, organisation: OrganisationId, building: BuildingId) -> bool {
        if self.organisation != organisation {
            return false;
        }
        match (self.role, action) {
            (Role::Syndic, _) => true,
            (Role::Owner, Action::Read) => self.buildings.contains(&building),
            (Role::Owner, Action::Manage) => false,
        }
    }

    /// Whether the actor manages the organisation: its tariffs and rules; and whether buttons that manage are shown at all.
    #[must_use]
    pub fn manages(&self) -> bool {
        self.role == Role::Syndic
    }
}
