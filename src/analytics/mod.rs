//! Pure functions on slices: calendar, rollups, comparison, costs, anomalies. No I/O; the time-zone database lives here.

pub mod anomaly;
pub mod chunks;
pub mod compare;
pub mod cost;
pub mod fingerprint;
pub mod labels;
pub mod rollup;
pub mod zone;
