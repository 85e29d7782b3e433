//! The pictures of the report, drawn as marks inside an area.

mod fingerprint;
mod months;

pub use fingerprint::{fingerprint, labelled};
pub use months::{Keys, days_of, months};
