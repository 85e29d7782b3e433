//! Messages to the person who asks.

pub mod list;
pub mod read;
