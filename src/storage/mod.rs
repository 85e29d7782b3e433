//! The only place with SQL.
//!
//! Rules: a statement is a `const` beside the only function that runs it, with named columns and `$N` placeholders,
//! written so that PostgreSQL can run the same text (no `date`, `strftime`, `now()`, `INSERT OR …`; sums are cast). Rows convert into domain
//! types here. Statements run through the macros of `db`, which has an arm for each engine. Reads take [`Db`], writes take [`Tx`], so that what belongs together is committed together. Not found is
//! `Option`. Time comes in from the caller.

mod db;

pub mod accounts;
pub mod anomalies;
pub mod backup;
pub mod buildings;
pub mod consents;
pub mod day_requests;
pub mod imports;
pub mod readings;
pub mod series;
pub mod sessions;
pub mod sync_runs;
pub mod tables;
pub mod usage_points;
pub mod vault;

pub use db::{Db, Engine, Found, Licence, Limits, StorageError, Timescale, Tx, day_number, number_day};
