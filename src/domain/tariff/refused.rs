//! Why a tariff is refused, and which of its fields is at fault.

use std::fmt;

/// A tariff that is not in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TariffError {
    /// Where, as in JSON: `versions[0].bands[2].windows[1].hours`.
    pub field: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is empty.
    Missing,
    /// Another one is the same.
    Twice,
    /// More than are allowed.
    TooMany {
        /// The most.
        most: usize,
    },
    /// A number beyond what is possible.
    OutOfRange {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// No band is without windows: some minutes would have no price.
    NoRest,
    /// A second band without windows, which nothing would reach.
    SecondRest,
    /// The hours begin and end at the same minute, begin at 24:00, or are the whole day, which needs no hours.
    NoHours,
    /// A window without any condition holds always.
    NoCondition,
}

impl TariffError {
    /// A fault of a field.
    #[must_use]
    pub fn new(field: impl Into<String>, fault: Fault) -> Self {
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
    /// [`Fault::OutOfRange`].
    pub fn unless_within(field: &str, value: i64, least: i64, most: i64) -> Result<(), Self> {
        if (least..=most).contains(&value) { Ok(()) } else { Err(Self::new(field, Fault::OutOfRange { least, most })) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("at least one"),
            Self::Twice => f.write_str("no two alike"),
            Self::TooMany { most } => write!(f, "at most {most}"),
            Self::OutOfRange { least, most } => write!(f, "{least} to {most}"),
            Self::NoRest => f.write_str("one band without windows"),
            Self::SecondRest => f.write_str("only one band without windows"),
            Self::NoHours => f.write_str("hours that begin before 24:00 and are a part of the day"),
            Self::NoCondition => f.write_str("hours, weekdays, season or colour"),
        }
    }
}

impl fmt::Display for TariffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.field, self.fault)
    }
}

impl std::error::Error for TariffError {}
