//! The only place with SQL.
//!
//! Rules: a statement is a `const` beside the only function that runs it, with named columns and `$N` placeholders,
//! written so that SQLite and PostgreSQL run the same text (no `date`, `now()`, `INSERT OR …`, `FOR UPDATE`; sums are
//! cast). What one engine only can run is in `dialect`, with its reason. Statements run through the macros of `db` and
//! `Built`. Rows convert into domain types here. Reads take [`Db`], writes take [`Tx`], so that what belongs together is
//! committed together. Not found is `Option`. Time comes in from the caller.
//!
//! On PostgreSQL transactions run side by side, and each statement sees what others have committed meanwhile. What is read
//! to decide on a write is locked first, from the outside in: the meter's row (any `UPDATE` of it), the series
//! ([`lock_series`]), the run, the consent ([`consents::lock`]).

mod db;
mod dialect;

pub mod accounts;
pub mod alerts;
pub mod backup;
pub mod buildings;
pub mod colours;
pub mod consents;
#[cfg(test)]
mod contract;
pub mod copy;
pub mod day_requests;
pub mod emissions;
pub mod imports;
pub mod journal;
pub mod lots;
pub mod notices;
pub mod readings;
pub mod reports;
pub mod rules;
pub mod schedule;
pub mod series;
pub mod sessions;
pub mod sync_leases;
pub mod sync_runs;
pub mod tables;
pub mod tariffs;
mod timescale;
pub mod usage_points;
pub mod vault;

pub use db::{Db, Engine, Found, Heard, Licence, Limits, StorageError, Timescale, Tx, day_number, number_day};
pub use dialect::lock_series;
