//! The energy report of a building over a period: finished figures, for the PDF and for whoever checks it.
//!
//! What is not known is `None` or an empty list, and the report says so in words; it never becomes a zero.

mod anomalies;
mod carbon;
mod cost;
mod list;
mod page;
mod preview;

pub use anomalies::{AnomalyCounts, Explanation, ReportAnomaly};
pub use carbon::{CarbonLine, ReportCarbon};
pub use cost::{CostComponent, CostLine, ReportCost};
pub use list::{ReportBatch, ReportRow, ReportSubscription, ReportsView};
pub use page::{Block, PageCell, PageColumn, PageFigure, PageRow, PageTable, Picture, ReportPage};
pub use preview::{ReportAsked, ReportPreview};

use super::{
    building::{MaxView, QualityDay},
    format::Language,
    shared::{Comparison, Fingerprint, Freshness, QualityCounts, WallTime},
};
use crate::domain::{
    provider::ProviderId,
    time::{LocalDay, Period},
    units::Joules,
};
use serde::{Deserialize, Serialize};

/// Everything that the report shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnergyReport {
    /// The reader's.
    pub language: Language,
    /// Who manages the building.
    pub organisation: String,
    /// Which building.
    pub building: ReportBuilding,
    /// Address of the page with the same figures, for the footer.
    pub link: String,
    /// What is reported.
    pub period: Period,
    /// The last day that counts, when the period is not over or its data end before.
    pub until: Option<LocalDay>,
    /// When the report was made, by the building's clock.
    pub generated: WallTime,
    /// How far the data reach.
    pub freshness: Freshness,
    /// The last 30 days of the period; half-hours or hours.
    pub fingerprint: Option<Fingerprint>,
    /// Sums and means.
    pub totals: ReportTotals,
    /// Previous period and last year, each over equal elapsed parts.
    pub comparisons: Vec<Comparison>,
    /// The twelve months up to the period's last one, or fewer; oldest first.
    pub months: Vec<ReportMonth>,
    /// Mean power by weekday and hour over the period.
    pub week: Option<WeekProfile>,
    /// The meters with a power that must not be passed, and their highest power.
    pub limits: Vec<PowerLimit>,
    /// What was unusual in the period, latest first.
    pub anomalies: Vec<ReportAnomaly>,
    /// All anomalies of the period, whether the list has them or is too short for them.
    pub anomaly_counts: AnomalyCounts,
    /// `None`: the building has no tariff.
    pub cost: Option<ReportCost>,
    /// `None`: no emission factor is known for any day of the period.
    pub carbon: Option<ReportCarbon>,
    /// Of the period's elapsed days.
    pub quality: QualityCounts,
    /// Days that are not complete or do not match, latest first; at most 100.
    pub quality_days: Vec<QualityDay>,
    /// Every meter, live or not, that had data in the period.
    pub meters: Vec<ReportMeter>,
}

/// Name and place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportBuilding {
    /// Name.
    pub name: String,
    /// Street.
    pub address: String,
    /// Postal code and town.
    pub town: String,
    /// IANA name of its zone.
    pub zone: String,
}

/// Sums and means of the period, of the whole building.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportTotals {
    /// Sum of the known days; `None` when nothing is known.
    pub consumption: Option<Joules>,
    /// The same of production; `None` where nothing is produced.
    pub production: Option<Joules>,
    /// Elapsed days.
    pub days_elapsed: u32,
    /// Of these, days that are wholly known.
    pub days_whole: u32,
    /// Mean of the whole days.
    pub mean_per_day: Option<Joules>,
    /// What is always used, in watts: seen at night.
    pub base_watts: Option<i64>,
    /// Mean power over highest power, per mille.
    pub load_factor: Option<u32>,
    /// Highest mean power of an interval.
    pub max: Option<MaxView>,
}

/// A month of the chart and its table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportMonth {
    /// The month.
    pub month: Period,
    /// Sum of its known days.
    pub energy: Option<Joules>,
    /// The same month a year before; of a month that is not over, its elapsed part. `None` unless wholly known.
    pub last_year: Option<Joules>,
    /// Cents, VAT included.
    pub cents: Option<i64>,
    /// Grams of CO2 equivalent.
    pub grams: Option<i64>,
    /// Days that are wholly known.
    pub days_whole: u32,
    /// Elapsed days.
    pub days_elapsed: u32,
    /// Highest interval.
    pub max: Option<MaxView>,
}

/// Mean power in watts of each hour of the wall clock: 24 for Monday, then 24 for Tuesday. `None`: nothing known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekProfile {
    /// 7 × 24 values.
    pub watts: Vec<Option<u32>>,
}

/// A power that must not be passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PowerLimit {
    /// Label or number of the meter.
    pub meter: String,
    /// Subscribed kVA.
    pub kva: u32,
    /// Highest interval of the period.
    pub max: Option<MaxView>,
}

/// A meter of the annex.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportMeter {
    /// "Parties communes"; may be empty.
    pub label: String,
    /// PRM or EAN.
    pub number: String,
    /// The operator.
    pub provider: ProviderId,
    /// Sum of the known days of the period.
    pub energy: Option<Joules>,
    /// Part of the building's total, per mille.
    pub share: Option<u32>,
    /// The same a year before, over equal elapsed parts.
    pub last_year: Option<Comparison>,
    /// Highest interval.
    pub max: Option<MaxView>,
    /// Days that are wholly known.
    pub days_whole: u32,
    /// Elapsed days since the meter is known here.
    pub days_elapsed: u32,
    /// Energy of each of the report's months.
    pub months: Vec<Option<Joules>>,
    /// The last 30 days of the period, by hours.
    pub fingerprint: Option<Fingerprint>,
}
