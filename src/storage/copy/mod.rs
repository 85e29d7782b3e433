//! Moving everything from one database into another one, of either engine: what reads, what writes, what compares.
//!
//! No column is named here, apart from those that sums per month need: a table looks as its schema says, and
//! [`super::tables::TABLES`] says which tables there are. A new column needs nothing, a new table its line in that list.

mod binary;
mod place;
mod progress;
mod snapshot;
mod sums;
mod table;
mod write;

pub use place::Place;
pub use progress::{Done, advance, begin, end, unfinished};
pub use snapshot::{Row, Snapshot};
pub use sums::{Meters, Month, Sum, Sums};
pub use table::Table;
pub use write::{after_last, write};
