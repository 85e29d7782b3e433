//! A rule with where it counts.

use super::{Rule, RuleKind};
use crate::domain::{
    id::{BuildingId, RuleId, UsagePointId},
    time::Instant,
};
use serde::{Deserialize, Serialize};

/// For which meters a rule counts. Of each kind the narrowest does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Scope {
    /// Every meter of the organisation.
    Organisation,
    /// Every meter of a building.
    Building {
        /// Which.
        building: BuildingId,
    },
    /// One meter.
    Meter {
        /// Its building.
        building: BuildingId,
        /// Which.
        meter: UsagePointId,
    },
}

impl Scope {
    /// Whether a meter of a building is in it.
    #[must_use]
    pub fn holds(self, of: BuildingId, which: UsagePointId) -> bool {
        match self {
            Self::Organisation => true,
            Self::Building { building } => building == of,
            Self::Meter { building, meter } => building == of && meter == which,
        }
    }
}

/// A rule that somebody set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredRule {
    /// Identifier.
    pub id: RuleId,
    /// For which meters.
    pub scope: Scope,
    /// Whether it counts; switched off, it silences wider ones of its kind.
    pub enabled: bool,
    /// What it says.
    pub rule: Rule,
    /// When it last changed.
    pub changed_at: Instant,
}

/// The rule of a kind that counts for a meter, among those whose scope holds it: the narrowest, else the one that nobody
/// changed. `None`: it is switched off.
#[must_use]
pub fn in_force(stored: &[StoredRule], kind: RuleKind) -> Option<Rule> {
    match stored.iter().filter(|of| of.rule.kind == kind).max_by_key(|of| of.scope) {
        Some(narrowest) => narrowest.enabled.then(|| narrowest.rule.clone()),
        None => Some(Rule::of(kind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_narrowest_counts_even_switched_off() {
        let building = BuildingId(Uuid::max());
        let of = |scope, enabled, cooldown_days| StoredRule {
            id: RuleId(Uuid::nil()),
            scope,
            enabled,
            rule: Rule { cooldown_days, ..Rule::of(RuleKind::Silent) },
            changed_at: Instant(0),
        };
        let wide = of(Scope::Organisation, true, 1);
        let middle = of(Scope::Building { building }, true, 2);
        let narrow = of(Scope::Meter { building: BuildingId(Uuid::nil()), meter: UsagePointId(Uuid::nil()) }, false, 3);
        let days = |rules: &[StoredRule], kind| in_force(rules, kind).map(|rule| rule.cooldown_days);
        assert_eq!(days(&[middle.clone(), wide.clone()], RuleKind::Silent), Some(2));
        assert_eq!(days(&[narrow, middle, wide], RuleKind::Silent), None);
        assert_eq!(days(&[], RuleKind::Silent), Some(RuleKind::Silent.cooldown_days()));
    }
}
