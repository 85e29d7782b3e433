//! What screens are told about rules, and what their forms hold.

mod form;
mod preview;
mod scale;
mod scope;

pub use form::{Expected, Field, RuleForm, Wrong};
pub use preview::{MonthCounts, Outcome, PreviewDay, PreviewView};
pub use scale::Scale;
pub use scope::ScopeName;

use crate::domain::{
    id::{BuildingId, UsagePointId},
    rule::{Rule, RuleKind},
};
use serde::{Deserialize, Serialize};

/// Everything that is watched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesView {
    /// Each kind once, in the order of the kinds.
    pub kinds: Vec<KindView>,
}

/// What is watched by rules of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindView {
    /// For the whole organisation.
    pub general: RuleView,
    /// Whether somebody set that up; `false`: as it is delivered.
    pub own: bool,
    /// What counts for some buildings and meters instead, the buildings first.
    pub exceptions: Vec<RuleView>,
}

/// A rule where it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleView {
    /// For which meters.
    pub scope: ScopeName,
    /// What that is called; empty for the organisation.
    pub place: String,
    /// Whether it counts.
    pub enabled: bool,
    /// What it says.
    pub rule: Rule,
}

/// A building with its meters, to choose a scope from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeGroup {
    /// The building.
    pub building: BuildingId,
    /// Its name.
    pub name: String,
    /// Its live meters with what they are called.
    pub meters: Vec<(UsagePointId, String)>,
}

/// Where the rule comes from that counts unless this scope has one of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// As it is delivered.
    Delivered,
    /// Set up for the organisation.
    Organisation,
    /// Set up for the building.
    Building,
}

/// The editor of one rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditorView {
    /// The kind.
    pub kind: RuleKind,
    /// For which meters.
    pub scope: ScopeName,
    /// What that is called; empty for the organisation.
    pub place: String,
    /// Every other scope that there is.
    pub scopes: Vec<ScopeGroup>,
    /// The rule of this scope, if it has one of its own.
    pub own: Option<RuleView>,
    /// What counts without it.
    pub inherited: RuleView,
    /// Where that comes from.
    pub origin: Origin,
    /// What the form shows: what was typed, else the rule that counts.
    pub form: RuleForm,
    /// What the typed rule would have raised, where that was asked for and can be said.
    pub preview: Option<PreviewView>,
}
