//! Pure types and rules: no async, no I/O, no sqlx queries, no axum, no Leptos components. Compiles for the server and
//! the browser.

pub mod access;
pub mod alert;
pub mod anomaly;
pub mod apportion;
pub mod building;
pub mod change;
pub mod consent;
pub mod emission;
pub mod error;
pub mod id;
pub mod identifier;
pub mod language;
pub mod lot;
pub mod notice;
pub mod provider;
pub mod reading;
pub mod report;
pub mod rule;
pub mod series;
pub mod sync;
pub mod tariff;
pub mod time;
pub mod units;
