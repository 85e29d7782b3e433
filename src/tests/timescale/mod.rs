//! TimescaleDB's chunks and compression: the layout changes, what is read and written does not.

mod apache;
mod licensed;
pub mod year;
