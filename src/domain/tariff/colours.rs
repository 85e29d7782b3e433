//! The colours that days are given in public, at most a day ahead (France: Tempo).

use crate::domain::time::LocalDay;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A colour of Tempo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// 300 days of a season.
    Blue,
    /// 43 days.
    White,
    /// 22 days.
    Red,
}

impl Colour {
    /// The three, from the cheapest to the dearest.
    pub const ALL: [Self; 3] = [Self::Blue, Self::White, Self::Red];

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::White => "white",
            Self::Red => "red",
        }
    }

    /// From that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.as_str() == name)
    }
}

/// Which colour each day has. A day that is not there has none *yet*, or is not known here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Colours(pub BTreeMap<LocalDay, Colour>);

impl Colours {
    /// The colour of a day; `None`: not known.
    #[must_use]
    pub fn of(&self, day: LocalDay) -> Option<Colour> {
        self.0.get(&day).copied()
    }
}
