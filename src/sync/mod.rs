//! What runs in the background of a serving instance: queued synchronisations, and releasing old readings.

mod nightly;
pub mod worker;
