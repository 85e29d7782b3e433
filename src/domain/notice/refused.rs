//! Why settings of messages are refused, and which field is at fault.

use crate::domain::error::AppError;
use std::fmt;

/// A setting that is not in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeError {
    /// The field, as forms and the API name it.
    pub field: &'static str,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is empty.
    Missing,
    /// Longer than so many characters.
    TooLong(usize),
    /// Not a time of day.
    NoTime,
    /// Quiet hours that begin and end at the same minute.
    NoHours,
    /// Not a phone number with the country's code.
    NoPhone,
    /// Not one of the names that exist.
    Unknown,
    /// Not an address that may be asked.
    NoAddress,
    /// Shorter than so many characters.
    TooShort(usize),
}

impl NoticeError {
    /// A fault of a field.
    #[must_use]
    pub fn new(field: &'static str, fault: Fault) -> Self {
        Self { field, fault }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("…"),
            Self::TooLong(most) => write!(f, "≤ {most}"),
            Self::TooShort(least) => write!(f, "≥ {least}"),
            Self::NoTime => f.write_str("HH:MM"),
            Self::NoHours => f.write_str("22:00–07:00"),
            Self::NoPhone => f.write_str("+33612345678"),
            Self::Unknown => f.write_str("a, b, c"),
            Self::NoAddress => f.write_str("https://example.org/…"),
        }
    }
}

impl fmt::Display for NoticeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.field, self.fault)
    }
}

impl std::error::Error for NoticeError {}

impl From<NoticeError> for AppError {
    fn from(error: NoticeError) -> Self {
        Self::InvalidField { field: error.field.to_owned(), expected: error.fault.to_string() }
    }
}
