//! What runs in the background of a serving instance: queued synchronisations, messages, reports, releasing old readings,
//! hearing what other instances write.

mod hourly;
mod nightly;
mod post;
mod reports;
pub mod worker;
