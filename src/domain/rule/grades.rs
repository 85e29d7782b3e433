//! From where on a finding is graver.

use super::{RuleError, RuleFault, RuleKind};
use crate::domain::anomaly::Severity;
use serde::{Deserialize, Serialize};

/// Two bounds in the unit of [`RuleKind::graded_in`]. Below both a finding is [`Severity::Minor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Grades {
    /// From here on [`Severity::Major`], itself included.
    pub major: i64,
    /// Beyond it [`Severity::Critical`]; itself included where days are counted.
    pub critical: i64,
}

impl Grades {
    /// How grave. The borders are those of [`Severity::of`]: Major from its bound on, Critical above its bound. Days are
    /// whole, so both bounds belong to the graver side.
    #[must_use]
    pub fn of(self, kind: RuleKind, size: i64) -> Severity {
        let (major, critical) = match (kind.falls(), matches!(kind, RuleKind::Silent)) {
            (true, _) => (size <= self.major, size <= self.critical),
            (false, true) => (size >= self.major, size >= self.critical),
            (false, false) => (size >= self.major, size > self.critical),
        };
        match (critical, major) {
            (true, _) => Severity::Critical,
            (false, true) => Severity::Major,
            (false, false) => Severity::Minor,
        }
    }

    /// How grave a value is against what it is compared with, both bounds in thousandths of it. Exact: nothing is rounded.
    #[must_use]
    pub fn of_ratio(self, value: i128, compared: i128) -> Severity {
        let thousand_fold = value.saturating_mul(1_000);
        let bound = |per_mille: i64| compared.saturating_mul(i128::from(per_mille));
        if thousand_fold > bound(self.critical) {
            Severity::Critical
        } else if thousand_fold >= bound(self.major) {
            Severity::Major
        } else {
            Severity::Minor
        }
    }

    /// Whether the bounds are possible and in order, the threshold before them where it has the same unit.
    ///
    /// # Errors
    /// [`RuleFault::OutOfRange`] or [`RuleFault::Order`] of `major` or `critical`.
    pub(super) fn check(self, kind: RuleKind, threshold: i64) -> Result<(), RuleError> {
        let same = kind.graded_in() == kind.measure();
        let (least, most) = if same { kind.thresholds() } else { (1_000, 100_000) };
        RuleError::unless_within("major", self.major, least, most)?;
        RuleError::unless_within("critical", self.critical, least, most)?;
        let in_order = |before, after| if kind.falls() { after <= before } else { before <= after };
        if same && !in_order(threshold, self.major) {
            return Err(RuleError::new("major", RuleFault::Order));
        }
        if in_order(self.major, self.critical) { Ok(()) } else { Err(RuleError::new("critical", RuleFault::Order)) }
    }
}
