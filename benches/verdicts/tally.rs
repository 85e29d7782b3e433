//! Counts of one rule.

use std::ops::AddAssign;
use syndiwatt::domain::anomaly::Severity;

/// What a rule found, and what it should have found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Months of meters.
    pub months: f64,
    /// Faults, by severity.
    pub planted: [u32; 3],
    /// Those of them that were found.
    pub found: [u32; 3],
    /// Findings about days without a fault.
    pub wrong: u32,
}

impl Tally {
    /// A fault, and whether it was found.
    pub fn fault(&mut self, severity: Severity, found: bool) {
        let place = severity as usize;
        if let (Some(planted), Some(hits)) = (self.planted.get_mut(place), self.found.get_mut(place)) {
            *planted += 1;
            *hits += u32::from(found);
        }
    }

    /// The share of faults that were found.
    pub fn recall(&self) -> f64 {
        share(self.found.iter().sum(), self.planted.iter().sum())
    }

    /// The same for a severity.
    pub fn recall_of(&self, severity: Severity) -> f64 {
        let of = |counts: &[u32; 3]| counts.get(severity as usize).copied().unwrap_or_default();
        share(of(&self.found), of(&self.planted))
    }

    /// The share of findings that were right.
    pub fn precision(&self) -> f64 {
        let right = self.found.iter().sum::<u32>();
        share(right, right + self.wrong)
    }

    /// Findings without a fault in a month of a meter.
    pub fn wrong_a_month(&self) -> f64 {
        f64::from(self.wrong) / self.months
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.months += other.months;
        self.wrong += other.wrong;
        self.planted.iter_mut().zip(other.planted).for_each(|(sum, more)| *sum += more);
        self.found.iter_mut().zip(other.found).for_each(|(sum, more)| *sum += more);
    }
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole)
}
