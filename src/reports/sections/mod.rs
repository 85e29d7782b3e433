//! The sections of the energy report, one file each, in the order of the document.

mod anomalies;
mod carbon;
mod cost;
mod cover;
mod footer;
mod meters;
mod method;
mod months;
mod peaks;
mod quality;
mod summary;
mod totals;
mod week;

pub use footer::footers;

use super::{pdf::flow::Flow, reader::Reader};

/// Writes a section at the current place.
type Section = fn(&Reader<'_>, &mut Flow<'_>);

/// All of them. What is not known is said in the section's place; no section is left out.
pub const ALL: [Section; 12] = [
    cover::write,
    summary::write,
    totals::write,
    months::write,
    week::write,
    peaks::write,
    anomalies::write,
    cost::write,
    carbon::write,
    quality::write,
    method::write,
    meters::write,
];
