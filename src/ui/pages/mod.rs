//! One file (or folder) per screen.

pub mod alerts;
pub mod building;
pub mod building_settings;
pub mod connect;
pub mod factors;
pub mod import_file;
pub mod login;
pub mod not_found;
pub mod notifications;
pub mod portfolio;
pub mod ranking;
pub mod report;
pub mod reports;
pub mod rules;
pub mod tariffs;
pub mod unsubscribe;
