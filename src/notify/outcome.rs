//! What came of sending.

use crate::domain::notice::Problem;

/// A message that nobody has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Why, in the terms of the user.
    pub problem: Problem,
    /// Whether trying again later can help.
    pub again: bool,
}

impl Undelivered {
    /// Later it may work.
    #[must_use]
    pub fn for_now(problem: Problem) -> Self {
        Self { problem, again: true }
    }

    /// It will never work.
    #[must_use]
    pub fn for_good(problem: Problem) -> Self {
        Self { problem, again: false }
    }
}
