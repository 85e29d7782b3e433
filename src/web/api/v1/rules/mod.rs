//! Rules of alerts.

pub mod delete;
pub mod list;
pub mod put;

use crate::domain::{
    id::RuleId,
    rule::{Rule, Scope, StoredRule},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A rule that somebody set up.
#[derive(Serialize, ToSchema)]
pub struct RuleItem {
    id: RuleId,
    scope: Scope,
    /// Switched off, it silences wider ones of its kind.
    enabled: bool,
    rule: Rule,
    /// RFC 3339, UTC.
    changed_at: String,
}

impl From<StoredRule> for RuleItem {
    fn from(stored: StoredRule) -> Self {
        let StoredRule { id, scope, enabled, rule, changed_at } = stored;
        Self { id, scope, enabled, rule, changed_at: changed_at.to_rfc3339() }
    }
}
