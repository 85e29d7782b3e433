//! The answer about costs. Cents under a total add up to it.

use super::{CostQuery, MeterCosts, priced, together};
use crate::{
    analytics::cost::{self, Amount, Component, DayCost, apportion},
    domain::{
        emission::EmissionFactor,
        id::UsagePointId,
        time::{LocalDay, Period},
        units::Joules,
    },
    services::{dashboards::sources::Source, emissions::Emitted, statistics::DateRange},
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a building or a meter costs. Computed from readings and contracts when asked, so a corrected price or reading
/// changes it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Costs {
    /// IANA name of the zone whose days are meant.
    pub time_zone: String,
    /// The stretch, as asked.
    pub date_range: DateRange,
    /// ISO 4217.
    #[schema(example = "EUR")]
    pub currency: &'static str,
    /// `null`: no day has a price.
    pub total: Option<Money>,
    /// By component; their cents add up to the total.
    pub components: Vec<CostComponent>,
    /// One for each day, week, month or year with a price; their cents add up to the total.
    pub data_points: Vec<CostPoint>,
    /// Meter by meter; their cents add up to the total.
    pub meters: Vec<CostMeter>,
    /// Hours without any value, over all meters with a contract: they cost nothing here.
    pub unknown_hours: f64,
    /// Energy in the total whose band is a guess.
    pub estimated_kwh: f64,
    /// Whether the charge for power rests on peaks that are not all known.
    pub power_uncertain: bool,
    /// CO2 of the consumption.
    pub emissions: EmissionsOfDays,
}

/// Whole cents.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Money {
    /// Excluding VAT.
    pub net_cents: i64,
    /// VAT.
    pub tax_cents: i64,
    /// Including VAT.
    pub gross_cents: i64,
}

/// A component of a bill.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostComponent {
    /// `energy`, `subscription`, `power` or `injection`.
    pub component: &'static str,
    /// Of energy: `base`, `peak`, `off_peak`, `day`, `night`, `tempo_blue_peak` … or the tariff's own name.
    pub band: Option<String>,
    /// Of energy and injection.
    pub kwh: Option<f64>,
    /// Including VAT; below zero what is paid to the customer.
    pub gross_cents: i64,
}

/// One day, week, month or year.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostPoint {
    /// `2026-11-21`, `2026-W47`, `2026-11` or `2026`.
    pub period: String,
    /// Consumption.
    pub kwh: f64,
    /// Including VAT.
    pub gross_cents: i64,
}

/// One meter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostMeter {
    /// The meter.
    pub device_id: UsagePointId,
    /// Including VAT; `null`: no day has a price.
    pub gross_cents: Option<i64>,
    /// Elapsed days without a contract.
    pub days_without_contract: u32,
}

/// CO2 of a stretch of days.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EmissionsOfDays {
    /// Kilograms of CO2 equivalent; `null`: no factor.
    pub kg_co2e: Option<f64>,
    /// The factors that counted, each with its kind and source.
    pub factors: Vec<EmissionFactor>,
    /// Days with consumption and no factor.
    pub days_without_factor: u32,
}

/// Costs split by lots.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LotCosts {
    /// The sum of the shares.
    pub shares: i64,
    /// Including VAT; `null`: no day has a price.
    pub total_gross_cents: Option<i64>,
    /// By label; their cents add up to the total.
    pub lots: Vec<LotPart>,
}

/// The part of a lot.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LotPart {
    /// "Lot 12".
    pub label: String,
    /// Of the sum of the shares.
    pub share: i64,
    /// Including VAT.
    pub gross_cents: Option<i64>,
}

/// Puts the answer together.
pub(super) fn build(source: &Source, query: &CostQuery, meters: &[MeterCosts], emitted: Emitted) -> Costs {
    let days = together(meters);
    let joules = |value: i64| Joules(value).kwh();
    #[expect(clippy::cast_precision_loss, reason = "seconds of some years")]
    let unknown_hours = days.iter().map(|day| day.unknown_seconds).sum::<i64>() as f64 / 3_600.0;
    #[expect(clippy::cast_precision_loss, reason = "grams of a building")]
    let kg_co2e = emitted.grams.map(|grams| grams as f64 / 1_000.0);
    Costs {
        time_zone: source.zone.name().to_owned(),
        date_range: DateRange { start: query.first, end: query.end },
        currency: "EUR",
        total: priced(&days).map(money),
        components: components(&days),
        data_points: points(query, &days),
        meters: of_meters(meters),
        unknown_hours,
        estimated_kwh: joules(days.iter().map(|day| day.estimated).sum()),
        power_uncertain: days.iter().any(|day| day.power_uncertain),
        emissions: EmissionsOfDays {
            kg_co2e,
            factors: emitted.factors,
            days_without_factor: emitted.days_without_factor,
        },
    }
}

/// A total in cents: the VAT is what is left between the two rounded sums.
fn money(sum: cost::Sum) -> Money {
    let (net, gross) = (sum.net.cents().0, sum.gross().cents().0);
    Money { net_cents: net, tax_cents: gross - net, gross_cents: gross }
}

/// What the days cost by component, with cents that add up to the total.
pub(in crate::services) fn by_component(days: &[DayCost]) -> Vec<(Component, Joules, cost::Cents)> {
    let sums = cost::by_component(days);
    let cents = apportion(&sums.values().map(|sum| sum.gross()).collect::<Vec<_>>());
    sums.into_iter().zip(cents).map(|((component, sum), cents)| (component, Joules(sum.joules), cents)).collect()
}

fn components(days: &[DayCost]) -> Vec<CostComponent> {
    let of = |(component, energy, cents): (Component, Joules, cost::Cents)| {
        let (component, band) = match component {
            Component::Energy(band) => ("energy", Some(band.key().to_owned())),
            Component::Subscription => ("subscription", None),
            Component::Power => ("power", None),
            Component::Injection => ("injection", None),
        };
        let kwh = matches!(component, "energy" | "injection").then(|| energy.kwh());
        CostComponent { component, band, kwh, gross_cents: cents.0 }
    };
    by_component(days).into_iter().map(of).collect()
}

fn points(query: &CostQuery, days: &[DayCost]) -> Vec<CostPoint> {
    let mut sums: BTreeMap<LocalDay, cost::Sum> = BTreeMap::new();
    for day in days.iter().filter(|day| day.lines.is_some()) {
        let period = Period::containing(query.period, day.day);
        *sums.entry(period.first).or_default() += cost::total(std::slice::from_ref(day));
    }
    let cents = apportion(&sums.values().map(|sum| sum.gross()).collect::<Vec<Amount>>());
    let of = |((first, sum), cents): ((LocalDay, cost::Sum), cost::Cents)| CostPoint {
        period: Period::containing(query.period, first).to_string(),
        kwh: Joules(sum.joules).kwh(),
        gross_cents: cents.0,
    };
    sums.into_iter().zip(cents).map(of).collect()
}

fn of_meters(meters: &[MeterCosts]) -> Vec<CostMeter> {
    let sums: Vec<Option<Amount>> = meters.iter().map(|meter| priced(&meter.days).map(cost::Sum::gross)).collect();
    let mut cents = apportion(&sums.iter().flatten().copied().collect::<Vec<_>>()).into_iter();
    let of = |(meter, sum): (&MeterCosts, &Option<Amount>)| CostMeter {
        device_id: meter.point,
        gross_cents: sum.and_then(|_| cents.next()).map(|cents| cents.0),
        days_without_contract: meter.days_without_contract,
    };
    meters.iter().zip(&sums).map(of).collect()
}
