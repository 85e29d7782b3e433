//! Why a rule is refused, and which of its fields is at fault.

use std::fmt;

/// A rule that is not in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// Where, as in JSON: `parameters.grades.major`.
    pub field: String,
    /// What is wrong with it.
    pub fault: RuleFault,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleFault {
    /// Needed here, and empty.
    Missing,
    /// Rules of this kind have no such field.
    NotHere,
    /// A number beyond what is possible.
    OutOfRange {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// The graver bound comes before the lighter one.
    Order,
    /// The hours begin and end at the same minute, begin at 24:00, or are the whole day.
    NoHours,
}

impl RuleError {
    /// A fault of a field.
    #[must_use]
    pub fn new(field: impl Into<String>, fault: RuleFault) -> Self {
        Self { field: field.into(), fault }
    }

    /// The same, seen from what the field is part of.
    #[must_use]
    pub fn below(self, whole: &str) -> Self {
        Self { field: format!("{whole}.{}", self.field), fault: self.fault }
    }

    /// Refuses a number outside `[least, most]`.
    ///
    /// # Errors
    /// [`RuleFault::OutOfRange`].
    pub fn unless_within(field: &str, value: i64, least: i64, most: i64) -> Result<(), Self> {
        if (least..=most).contains(&value) {
            Ok(())
        } else {
            Err(Self::new(field, RuleFault::OutOfRange { least, most }))
        }
    }
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("a value"),
            Self::NotHere => f.write_str("nothing, rules of this kind have none"),
            Self::OutOfRange { least, most } => write!(f, "{least} to {most}"),
            Self::Order => f.write_str("the threshold, then major, then critical"),
            Self::NoHours => f.write_str("hours that begin before 24:00 and are a part of the day"),
        }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.field, self.fault)
    }
}

impl std::error::Error for RuleError {}
