//! What the REST API tells about consumption: statistics, readings, anomalies, devices. Fields name their unit;
//! comparisons are numbers over equal elapsed parts, or null.

mod anomalies;
mod devices;
mod profile;
mod readings;
mod totals;

pub use anomalies::{AnomalyItem, AnomalyList, AnomalyQuery, anomalies};
pub use devices::{Device, devices};
pub use profile::{MeterPeaks, MonthPeakItem, ProfileAnswer, profile};
pub(super) use profile::{MeterShape, Shape, shape, subscribed};
pub use readings::{Latest, Pagination, ReadingItem, ReadingsPage, ReadingsQuery, latest, readings};
pub use totals::{DataPoint, DateRange, Statistics, StatisticsComparison, StatisticsQuery, Totals, statistics};

/// The most readings of one page.
pub const MAX_PER_PAGE: u32 = 1_000;
