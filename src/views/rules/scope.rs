//! A rule's scope as an address names it.

use crate::domain::{
    id::{BuildingId, UsagePointId},
    rule::Scope,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// `organisation`, `building:…` or `meter:…`; a meter's building is looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScopeName {
    /// Every meter.
    #[default]
    Organisation,
    /// Every meter of a building.
    Building(BuildingId),
    /// One meter.
    Meter(UsagePointId),
}

impl ScopeName {
    /// From the parameter of an address; `None` for what names nothing.
    #[must_use]
    pub fn of_parameter(text: Option<&str>) -> Option<Self> {
        text.filter(|text| !text.is_empty()).map_or(Some(Self::Organisation), |text| text.parse().ok())
    }
}

impl From<Scope> for ScopeName {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Organisation => Self::Organisation,
            Scope::Building { building } => Self::Building(building),
            Scope::Meter { meter, .. } => Self::Meter(meter),
        }
    }
}

impl fmt::Display for ScopeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organisation => f.write_str("organisation"),
            Self::Building(id) => write!(f, "building:{id}"),
            Self::Meter(id) => write!(f, "meter:{id}"),
        }
    }
}

impl FromStr for ScopeName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once(':') {
            None if text == "organisation" => Ok(Self::Organisation),
            Some(("building", id)) => id.parse().map(Self::Building).map_err(|_| ()),
            Some(("meter", id)) => id.parse().map(Self::Meter).map_err(|_| ()),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let id = "0192f0c1-0000-7000-8000-000000000001";
        for name in
            [ScopeName::Organisation, ScopeName::Building(id.parse().unwrap()), ScopeName::Meter(id.parse().unwrap())]
        {
            assert_eq!(name.to_string().parse(), Ok(name));
        }
        assert_eq!(ScopeName::of_parameter(None), Some(ScopeName::Organisation));
        assert_eq!(ScopeName::of_parameter(Some("building:1")), None);
    }
}
