//! Connecting meters and watching their history arrive, against the simulator over real HTTP.

mod killed;
mod runs;
mod states;
mod trouble;
mod world;
