//! What local days are worth in money or CO2: exact sums by day, rounded where they are shown.

use super::{sources::Source, table::Table};
use crate::{
    analytics::cost::{self, Amount as Money, DayCost, apportion},
    domain::{
        emission::{self, Country, EmissionFactor},
        error::AppError,
        id::UsagePointId,
        time::{LocalDay, Period},
    },
    services::{
        App,
        costs::{self, MeterCosts},
        emissions::{self, Carbon},
    },
    views::amount::Measure,
};
use std::collections::BTreeMap;

/// The worth of some days.
pub(super) struct Worth {
    /// Money or CO2.
    pub measure: Measure,
    days: BTreeMap<LocalDay, Day>,
    /// Costs of the period meter by meter; empty for CO2.
    pub meters: Vec<MeterCosts>,
    /// The factors of the building's country; empty for money.
    pub factors: Vec<EmissionFactor>,
}

#[derive(Clone, Copy)]
struct Day {
    exact: Exact,
    /// Whether all that was consumed has a price.
    whole: bool,
}

#[derive(Clone, Copy)]
enum Exact {
    Money(Money),
    Carbon(Carbon),
}

impl Worth {
    /// What the days of `period` and of each other stretch `[first, end)` cost.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn in_money(
        app: &App,
        (source, table): (&Source, &Table),
        meter: Option<UsagePointId>,
        period: Period,
        others: &[Period],
    ) -> Result<Self, AppError> {
        let of = async |period: Period| costs::of_days(app, source, meter, (period.first, period.end())).await;
        let meters = of(period).await?;
        let mut all: Vec<DayCost> = costs::together(&meters);
        for other in others {
            all.extend(costs::together(&of(*other).await?));
        }
        // Of each day the sum, and how many meters have a price.
        let mut sums: BTreeMap<LocalDay, (Money, usize)> = BTreeMap::new();
        for day in all.iter().filter(|day| day.lines.is_some()) {
            let (sum, priced) = sums.entry(day.day).or_default();
            (*sum, *priced) = (*sum + cost::total(std::slice::from_ref(day)).gross(), *priced + 1);
        }
        let worth = |(day, (sum, priced)): (LocalDay, (Money, usize))| {
            let measured = table.rollups_of(day).filter(|rollup| rollup.total().is_some()).count();
            (day, Day { exact: Exact::Money(sum), whole: priced >= measured })
        };
        let days = sums.into_iter().map(worth).collect();
        Ok(Self { measure: Measure::Cost, days, meters, factors: Vec::new() })
    }

    /// What the days of some periods emitted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn in_carbon(
        app: &App,
        (source, table): (&Source, &Table),
        periods: &[Period],
    ) -> Result<Self, AppError> {
        let country = Country::of_zone(&source.building.zone);
        let factors = emissions::table(app, source.building.organisation).await?;
        let factors: Vec<_> = factors.into_iter().filter(|factor| Some(factor.country) == country).collect();
        let days = periods.iter().flat_map(|period| period.days());
        let of = |day| {
            let energy = table.day(day).total?;
            let exact = Exact::Carbon(Carbon::of(energy, emission::on(&factors, day)?));
            Some((day, Day { exact, whole: true }))
        };
        let days = days.filter_map(of).collect();
        Ok(Self { measure: Measure::Carbon, days, meters: Vec::new(), factors })
    }

    /// Whether all that is known of a day's consumption counts.
    pub fn whole(&self, day: LocalDay) -> bool {
        self.days.get(&day).is_some_and(|day| day.whole)
    }

    /// Cents or grams of some days; `None`: none of them counts.
    pub fn sum(&self, days: impl Iterator<Item = LocalDay>) -> Option<i64> {
        self.exact(days).map(Exact::rounded)
    }

    /// The same of several groups of days. Cents add up to those of all groups together.
    pub fn parts(&self, groups: impl Iterator<Item = Vec<LocalDay>>) -> Vec<Option<i64>> {
        let sums: Vec<Option<Exact>> = groups.map(|days| self.exact(days.into_iter())).collect();
        let money: Vec<Money> = sums.iter().flatten().filter_map(|sum| sum.money()).collect();
        let mut cents = apportion(&money).into_iter();
        let part = |sum: Option<Exact>| match sum? {
            Exact::Money(_) => cents.next().map(|cents| cents.0),
            carbon @ Exact::Carbon(_) => Some(carbon.rounded()),
        };
        sums.into_iter().map(part).collect()
    }

    fn exact(&self, days: impl Iterator<Item = LocalDay>) -> Option<Exact> {
        days.filter_map(|day| self.days.get(&day)).map(|day| day.exact).reduce(Exact::plus)
    }
}

impl Exact {
    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Money(a), Self::Money(b)) => Self::Money(a + b),
            (Self::Carbon(a), Self::Carbon(b)) => Self::Carbon(a + b),
            // One worth holds one kind.
            (one, _) => one,
        }
    }

    fn rounded(self) -> i64 {
        match self {
            Self::Money(money) => money.cents().0,
            Self::Carbon(carbon) => carbon.grams(),
        }
    }

    fn money(self) -> Option<Money> {
        match self {
            Self::Money(money) => Some(money),
            Self::Carbon(_) => None,
        }
    }
}
