//! When a run goes on that the operator has stopped.

use crate::domain::sync::SyncProblem;
use std::time::Duration;

const MINUTE: i64 = 60;
/// The wait for a quota when the operator does not say how long, and the longest that it can demand.
const QUOTA: (i64, i64) = (MINUTE, 3_600);
/// The shortest and the longest wait for an operator whose service fails.
const FAULT: (i64, i64) = (2 * MINUTE, 3_600);
/// A run that has been open so long without an end fails: the next one by the clock asks anew.
const LONGEST: i64 = 24 * 3_600;

/// After how many seconds a run that has been open for so many seconds goes on, `told` being what the operator said; `None`:
/// trying again soon cannot help.
///
/// A service that has failed for longer is asked more seldom: the wait is half the time that the run has been open.
#[must_use]
pub fn later(problem: SyncProblem, told: Option<Duration>, open_for: i64) -> Option<i64> {
    if open_for > LONGEST {
        return None;
    }
    match problem {
        SyncProblem::QuotaReached => {
            let told = told.map(|wait| i64::try_from(wait.as_secs()).unwrap_or(i64::MAX).saturating_add(1));
            Some(told.unwrap_or(QUOTA.0).clamp(1, QUOTA.1))
        }
        SyncProblem::OperatorFault => Some((open_for / 2).clamp(FAULT.0, FAULT.1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_long_as_the_operator_says_else_longer_and_longer() {
        let quota = |told| later(SyncProblem::QuotaReached, told, 0);
        assert_eq!(quota(None), Some(60));
        assert_eq!(quota(Some(Duration::from_secs(605))), Some(606));
        assert_eq!(quota(Some(Duration::MAX)), Some(3_600));
        let down = |open_for| later(SyncProblem::OperatorFault, None, open_for);
        assert_eq!([0, 60, 600, 6_000, 60_000].map(|open| down(open).unwrap()), [120, 120, 300, 3_000, 3_600]);
        assert_eq!(down(LONGEST + 1), None, "a day is enough");
        for problem in [SyncProblem::OurFault, SyncProblem::NotSubscribed, SyncProblem::ConsentInDoubt] {
            assert_eq!(later(problem, None, 0), None, "{problem:?}");
        }
    }
}
