//! What other processes and open pages are told about a commit: where something changed, never what.

use super::id::{BuildingId, OrganisationId};
use std::{fmt, str::FromStr};

/// A building of which something was written: values, a synchronisation's progress, a meter, an anomaly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// Whose building.
    pub organisation: OrganisationId,
    /// Which one.
    pub building: BuildingId,
}

impl fmt::Display for Change {
    /// The two identifiers with a space between: what the database passes on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.organisation, self.building)
    }
}

impl FromStr for Change {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (organisation, building) = text.split_once(' ').ok_or(())?;
        Ok(Self { organisation: organisation.parse().map_err(|_| ())?, building: building.parse().map_err(|_| ())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_on_comes_back() {
        let change = Change { organisation: OrganisationId::new(), building: BuildingId::new() };
        assert_eq!(change.to_string().parse(), Ok(change));
        for other in ["", " ", "x y", &change.organisation.to_string(), &format!("{change} 1")] {
            assert_eq!(other.parse::<Change>(), Err(()), "{other:?}");
        }
    }
}
