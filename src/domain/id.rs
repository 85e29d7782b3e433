//! Identifiers: one type per thing, so that a building's id cannot be passed where a meter's is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema))]
        #[cfg_attr(feature = "ssr", sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier; version 7, so that keys sort by creation.
            #[cfg(feature = "ssr")]
            #[must_use]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        #[cfg(feature = "ssr")]
        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id! {
    /// A syndic's office: the tenant. Nothing crosses from one organisation to another.
    OrganisationId,
    /// A co-owned building.
    BuildingId,
    /// A person with a login.
    UserId,
    /// A usage point (PRM, PDL, EAN) of a building, which people call a meter.
    UsagePointId,
    /// A consent given at a grid operator.
    ConsentId,
    /// One run of the synchronisation of one usage point.
    SyncRunId,
    /// A file that somebody brought.
    ImportId,
    /// A message about an alert, to one person or service.
    NoticeId,
    /// A service that messages are sent to: a webhook, or a gateway for texts to phones.
    EndpointId,
    /// A rule that somebody set up.
    RuleId,
    /// A tariff: prices with their dates.
    TariffId,
    /// A part of a building that belongs to somebody: a flat, a cellar, a shop.
    LotId,
    /// A report made in the background.
    ReportId,
    /// Reports that were asked for at once.
    BatchId,
    /// That somebody gets a report every month.
    SubscriptionId,
}
