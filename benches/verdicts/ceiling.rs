//! The most that any rule could find: by somebody who knows what the chance is.

use super::Tally;
use syndiwatt::domain::anomaly::Severity;

/// How far days are above what was to be expected, in the meter's own deviations, for somebody who knows the weather, the
/// absences, the habits, and how restless the meter is: all but the chance itself.
#[derive(Clone, Debug, Default)]
pub struct Ceiling {
    ordinary: Vec<f64>,
    faults: Vec<(Severity, f64)>,
    months: f64,
}

impl Ceiling {
    /// More months of meters.
    pub fn months(&mut self, months: f64) {
        self.months += months;
    }

    /// A day.
    pub fn day(&mut self, fault: Option<Severity>, above: f64) {
        match fault {
            Some(severity) => self.faults.push((severity, above)),
            None => self.ordinary.push(above),
        }
    }

    /// The same of other meters.
    pub fn add(&mut self, other: &Self) {
        self.ordinary.extend(&other.ordinary);
        self.faults.extend(&other.faults);
        self.months += other.months;
    }

    /// What is found by whoever may be wrong half a time a month.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "months of meters")]
    pub fn tally(&self) -> Tally {
        let mut ordinary = self.ordinary.clone();
        ordinary.sort_by(|one, other| other.total_cmp(one));
        let wrong = (self.months / 2.0) as u32;
        let bound = ordinary.get(wrong as usize).copied().unwrap_or_default();
        let mut tally = Tally { months: self.months, wrong, ..Tally::default() };
        self.faults.iter().for_each(|(severity, above)| tally.fault(*severity, *above > bound));
        tally
    }
}
