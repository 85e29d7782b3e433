//! Faults of other kinds, each judged by the rule that is for it; and what those rules say of a year without any.

use super::years::{
    Meter,
    faults::{self, Planted},
};
use super::{Stretch, days, known};
use std::collections::BTreeMap;
use syndiwatt::{
    analytics::detect::{self, Day, findings},
    domain::{
        rule::{Finding, RuleKind},
        time::LocalDay,
    },
};

/// Faults that last, or that are no matter of a day's energy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lasting {
    /// A load that never stops.
    Base,
    /// Light that was left on for one to ten nights.
    Lights,
    /// Nothing arrives for five to twenty days.
    Silence,
    /// One or two intervals above the subscribed power.
    Peak,
    /// Twenty days of which most have a hole.
    Holes,
}

impl Lasting {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Base, Self::Lights, Self::Silence, Self::Peak, Self::Holes];

    /// The rule that is for it.
    pub fn rule(self) -> RuleKind {
        match self {
            Self::Base => RuleKind::BaseLoad,
            Self::Lights => RuleKind::Night,
            Self::Silence => RuleKind::Silent,
            Self::Peak => RuleKind::Peak,
            Self::Holes => RuleKind::QualityDrop,
        }
    }

    /// Within how many days it must be found.
    fn within(self, planted: Planted) -> i64 {
        match self {
            Self::Base => 14,
            Self::Lights => planted.days,
            Self::Silence => 4,
            Self::Peak => 0,
            Self::Holes => 20,
        }
    }
}

/// How often a rule found such faults.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lot {
    /// Faults.
    pub planted: u32,
    /// Those that were found in time.
    pub found: u32,
    /// Days from their beginning until they were seen, of those that were found.
    pub days: i64,
}

/// One such fault put into a meter's year, and whether it was found.
pub fn lasting(fault: Lasting, meter: Meter, stretch: &Stretch) -> Lot {
    let mut year = stretch.year(meter);
    let subscribed = subscribed(&days(&year, None));
    let Some(planted) = (match fault {
        Lasting::Base => faults::base_load(&mut year, stretch.from),
        Lasting::Lights => faults::lights(&mut year, stretch.from),
        Lasting::Silence => faults::silence(&mut year, stretch.from),
        Lasting::Peak => faults::peak(&mut year, stretch.from, subscribed),
        Lasting::Holes => faults::holes(&mut year, stretch.from),
    }) else {
        return Lot::default();
    };
    let days = days(&year, fault.rule().defaults().hours);
    let known = detect::Meter { subscribed_watts: Some(subscribed), ..known(&year, &days, stretch) };
    let of_fault = |finding: &Finding| {
        let late = (finding.seen - planted.day).num_days();
        let lag = (finding.day - planted.day).num_days();
        (0..=fault.within(planted)).contains(&late) && (fault != Lasting::Base || (-2..=3).contains(&lag))
    };
    let seen = all(fault.rule(), &known, stretch).into_iter().filter(of_fault).map(|finding| finding.seen).min();
    let late = seen.map(|seen| (seen - planted.day).num_days());
    Lot { planted: 1, found: u32::from(late.is_some()), days: late.unwrap_or_default() }
}

/// What each rule says of a meter's year in which nothing is wrong: findings, by kind.
pub fn quiet(meter: Meter, stretch: &Stretch) -> BTreeMap<RuleKind, usize> {
    let year = stretch.year(meter);
    let count = |kind: RuleKind| {
        let days = days(&year, kind.defaults().hours);
        let known = detect::Meter { subscribed_watts: Some(subscribed(&days)), ..known(&year, &days, stretch) };
        all(kind, &known, stretch).len()
    };
    RuleKind::ALL.into_iter().filter(|kind| *kind != RuleKind::ConsentEnding).map(|kind| (kind, count(kind))).collect()
}

/// Power that a meter's ordinary peaks just do not reach.
fn subscribed(days: &[Day]) -> i64 {
    days.iter().filter_map(|day| Some(day.peak?.watts)).max().unwrap_or_default() * 11 / 10
}

/// What a rule finds in the stretch; silence is asked for anew on every day, in the morning.
fn all(kind: RuleKind, known: &detect::Meter<'_>, stretch: &Stretch) -> Vec<Finding> {
    if kind != RuleKind::Silent {
        return findings(kind, &kind.defaults(), known, stretch.from);
    }
    let mut found: BTreeMap<LocalDay, Finding> = BTreeMap::new();
    for today in stretch.from.iter_days().take_while(|day| *day < stretch.end) {
        let before = known.days.partition_point(|day| day.day < today);
        let heard = known.days.get(..before).unwrap_or_default().iter().rev().find(|day| day.peak.is_some());
        let meter = detect::Meter { known_until: heard.map(|day| day.day), due_until: today.pred_opt(), ..*known };
        for finding in findings(kind, &kind.defaults(), &meter, stretch.from) {
            found.entry(finding.day).or_insert(finding);
        }
    }
    found.into_values().collect()
}
