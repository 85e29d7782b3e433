//! What runs in the background of a serving instance: queued synchronisations, messages, releasing old readings,
//! hearing what other instances write.

mod hourly;
mod nightly;
mod post;
pub mod worker;
