//! The background worker: one supervised task that runs queued synchronisations.

pub mod worker;
