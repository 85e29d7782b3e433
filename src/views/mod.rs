//! What the screens are told: plain data made by `services`, carried by `rpc`, drawn by `ui`. Both targets.
//!
//! Instants are already wall-clock times of the building, energies are still exact joules: the browser formats but never
//! converts.

pub mod alerts;
pub mod amount;
pub mod building;
pub mod colours;
pub mod connect;
pub mod cost;
pub mod factors;
pub mod forecast;
pub mod form;
pub mod format;
pub mod imports;
pub mod named_error;
pub mod notices;
pub mod portfolio;
pub mod preferences;
pub mod profile;
pub mod ranking;
pub mod report;
pub mod rules;
pub mod settings;
pub mod shared;
pub mod tariffs;
pub mod upload_error;
