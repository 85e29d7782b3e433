//! What runs in the background of a serving instance: queued synchronisations, messages, reports, releasing old readings,
//! hearing what other instances write.

mod repeat;
mod rounds;
pub mod worker;
