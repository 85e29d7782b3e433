//! Costs of days added up.

use super::{Amount, Component, DayCost};
use crate::domain::time::{LocalDay, Period, PeriodKind};
use std::{collections::BTreeMap, ops::AddAssign};

/// Some costs together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Energy consumed or injected, in joules.
    pub joules: i64,
    /// Excluding VAT.
    pub net: Amount,
    /// The VAT on it.
    pub tax: Amount,
}

impl Sum {
    /// Including VAT.
    #[must_use]
    pub fn gross(self) -> Amount {
        self.net + self.tax
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.joules = self.joules.saturating_add(other.joules);
        self.net = self.net + other.net;
        self.tax = self.tax + other.tax;
    }
}

/// By component and band. Bands of the same name are one, across versions.
#[must_use]
pub fn by_component(days: &[DayCost]) -> BTreeMap<Component, Sum> {
    let mut sums: BTreeMap<Component, Sum> = BTreeMap::new();
    for line in days.iter().filter_map(|day| day.lines.as_ref()).flatten() {
        let sum = Sum { joules: line.joules, net: line.net, tax: line.tax };
        *sums.entry(line.component.clone()).or_default() += sum;
    }
    sums
}

/// Money by calendar month, by its first day; energy is of consumption. Months of which no day has a price have none.
#[must_use]
pub fn by_month(days: &[DayCost]) -> BTreeMap<LocalDay, Sum> {
    let mut sums: BTreeMap<LocalDay, Sum> = BTreeMap::new();
    for day in days.iter().filter(|day| day.lines.is_some()) {
        *sums.entry(Period::containing(PeriodKind::Month, day.day).first).or_default() +=
            total(std::slice::from_ref(day));
    }
    sums
}

/// All of it; energy is of consumption.
#[must_use]
pub fn total(days: &[DayCost]) -> Sum {
    let mut total = Sum::default();
    for line in days.iter().filter_map(|day| day.lines.as_ref()).flatten() {
        let joules = if matches!(line.component, Component::Energy(_)) { line.joules } else { 0 };
        total += Sum { joules, net: line.net, tax: line.tax };
    }
    total
}
