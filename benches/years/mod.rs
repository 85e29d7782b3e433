//! Realistic years of meters in co-owned buildings, always the same for a seed.

mod chance;
mod class;
mod curve;
pub mod faults;
mod weather;

pub use chance::Chance;
pub use class::{Class, Meter};
pub use curve::{Year, year};
