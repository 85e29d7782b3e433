//! Pure functions on slices: calendar, rollups, comparison, costs, forecasts, anomalies. No I/O; the
//! time-zone database lives here.

pub mod benchmark;
pub mod chunks;
pub mod compare;
pub mod cost;
pub mod degree_days;
pub mod detect;
pub mod fingerprint;
pub mod forecast;
pub mod holidays;
pub mod labels;
pub mod profile;
pub mod rollup;
pub mod timetable;
pub mod zone;
