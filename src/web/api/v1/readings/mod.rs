//! Intervals of the load curves.

pub mod latest;
pub mod list;
