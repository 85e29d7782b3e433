//! How often rules are right about years into which faults were put.

mod ceiling;
mod lasting;
mod single;
mod tally;

pub use ceiling::Ceiling;
pub use lasting::{Lasting, Lot, lasting, quiet};
pub use single::{Single, single};
pub use tally::Tally;

use super::years::{self, Meter, Year, year};
use chrono::NaiveDate;
use syndiwatt::{
    analytics::{
        detect::{self, Day, Received},
        holidays::Calendar,
    },
    domain::tariff::Hours,
};

/// The days that a verdict is about, after the months that a rule may learn from.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// The first day of data.
    pub first: NaiveDate,
    /// The first day that counts.
    pub from: NaiveDate,
    /// The first day after.
    pub end: NaiveDate,
}

impl Stretch {
    /// Calendar months that count, 30.44 days each.
    #[expect(clippy::cast_precision_loss, reason = "days")]
    pub fn months(&self) -> f64 {
        (self.end - self.from).num_days() as f64 / 30.44
    }

    /// A meter's readings.
    pub fn year(&self, meter: Meter) -> Year {
        year(meter, self.first, self.end)
    }
}

/// The days of a year as the rules see them.
pub fn days(year: &Year, hours: Option<Hours>) -> Vec<Day> {
    let rollups = year.rollups();
    let received =
        Received { zone: year.zone, rollups: &rollups, readings: &year.readings, temperature: &year.temperature };
    detect::days(&received, hours)
}

/// What rules know of it.
pub fn known<'a>(year: &Year, days: &'a [Day], stretch: &Stretch) -> detect::Meter<'a> {
    detect::Meter {
        calendar: Calendar::of(year.zone),
        days,
        subscribed_watts: None,
        known_until: None,
        due_until: None,
        consent_ends: None,
        today: stretch.end,
    }
}
