//! The grid operators and what each of them can do, as far as the screens need to know.

use super::identifier::NumberKind;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A grid operator whose meters can be connected or imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum ProviderId {
    /// France: Data Connect, private customers only.
    Enedis,
    /// Wallonia: the specification's contract. No public API is known: experimental.
    Ores,
    /// Flanders: by file for now.
    Fluvius,
}

impl ProviderId {
    /// Every operator.
    pub const ALL: [Self; 3] = [Self::Enedis, Self::Ores, Self::Fluvius];

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enedis => "Enedis",
            Self::Ores => "Ores",
            Self::Fluvius => "Fluvius",
        }
    }

    /// The name people know.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Enedis => "Enedis",
            Self::Ores => "ORES",
            Self::Fluvius => "Fluvius",
        }
    }

    /// Which identifiers its usage points have.
    #[must_use]
    pub fn number_kind(self) -> NumberKind {
        match self {
            Self::Enedis => NumberKind::Prm,
            Self::Ores | Self::Fluvius => NumberKind::Ean,
        }
    }

    /// Whether a meter can be connected online, with a consent at the operator.
    #[must_use]
    pub fn connects_online(self) -> bool {
        self != Self::Fluvius
    }

    /// Whether the adapter follows a contract that no operator has confirmed.
    #[must_use]
    pub fn is_experimental(self) -> bool {
        self == Self::Ores
    }
}

impl FromStr for ProviderId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|id| id.as_str().eq_ignore_ascii_case(text)).ok_or(())
    }
}

/// Which consent page of Enedis is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentVersion {
    /// The PRMs come back in the address.
    V1,
    /// A number comes back, to be asked about.
    V2,
}

impl ConsentVersion {
    /// As it stands in the address of the page.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        }
    }
}

impl FromStr for ConsentVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::V1, Self::V2]
            .into_iter()
            .find(|version| version.as_str() == text)
            .ok_or_else(|| "expected v1, v2".to_owned())
    }
}
