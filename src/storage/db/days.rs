//! Local days as they are stored.

use crate::domain::time::LocalDay;

/// The stored form of a local day: days since 1970-01-01.
#[must_use]
pub fn day_number(day: LocalDay) -> i64 {
    day.signed_duration_since(LocalDay::default()).num_days()
}

/// The local day of a stored number.
#[must_use]
pub fn number_day(number: i64) -> LocalDay {
    chrono::TimeDelta::try_days(number).and_then(|d| LocalDay::default().checked_add_signed(d)).unwrap_or_default()
}
