//! Connecting meters and watching their history arrive, against the simulator over real HTTP.

mod killed;
mod over_http;
mod renewals;
mod rest;
mod runs;
mod site;
mod states;
mod trouble;
pub mod world;
