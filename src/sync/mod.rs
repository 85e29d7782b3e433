//! What runs in the background of a serving instance: queued synchronisations, releasing old readings, hearing what
//! other instances write.

mod hourly;
mod nightly;
pub mod worker;
