//! Connecting a meter: what will be fetched, for how long, from whom.

use super::building::BuildingHeader;
use crate::domain::{provider::ProviderId, time::LocalDay};
use serde::{Deserialize, Serialize};

/// What the connection page says before the user leaves for the operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectView {
    /// The building.
    pub header: BuildingHeader,
    /// The operators.
    pub providers: Vec<ProviderOption>,
    /// Version of the consent text shown.
    pub text_version: String,
    /// When a consent given today would end.
    pub until: LocalDay,
}

/// One operator on the connection page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderOption {
    /// Which.
    pub id: ProviderId,
    /// Whether this instance has its keys. Without them the option is shown, disabled, with the reason.
    pub configured: bool,
    /// How far back the load curve goes, in days.
    pub curve_days: u32,
    /// How far back daily values go, in days; 0: it has none.
    pub daily_days: u32,
    /// Native step of the curve in minutes.
    pub step_minutes: u32,
}
