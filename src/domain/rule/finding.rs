//! What a rule found.

use super::RuleKind;
use crate::domain::{anomaly::Severity, time::LocalDay};
use serde::{Deserialize, Serialize};

/// The unit of a finding's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingUnit {
    /// Energy of the local day, or of its hours, in joules.
    Joules,
    /// Power in watts.
    Watts,
    /// Whole local days.
    Days,
    /// Thousandths of the days looked at.
    PerMille,
}

/// One finding of one rule about one meter. There is at most one for each kind and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Finding {
    /// Of which kind the rule is.
    pub kind: RuleKind,
    /// The local day that it is about; of what lasts, the day on which it began.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
    pub day: LocalDay,
    /// The local day whose data made it certain; later data do not change the finding. The same as `day` for what lasts one
    /// day.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
    pub seen: LocalDay,
    /// How grave.
    pub severity: Severity,
    /// What was found.
    pub value: i64,
    /// What was to be expected.
    pub expected: i64,
    /// The lower end of the usual band.
    pub low: i64,
    /// The upper end of the usual band: the finding is above it.
    pub high: i64,
    /// The unit of the four figures.
    pub unit: FindingUnit,
}

impl Finding {
    /// Value over expected in thousandths; `None` where nothing was expected.
    #[must_use]
    pub fn per_mille(&self) -> Option<i64> {
        let ratio = i128::from(self.value) * 1_000 / i128::from(Some(self.expected).filter(|expected| *expected > 0)?);
        i64::try_from(ratio).ok()
    }
}
