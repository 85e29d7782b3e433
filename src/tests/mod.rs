//! Integration tests: what no single module can test by itself.
//!
//! `cfg(test)` is always true here; written out, it tells clippy that helpers may unwrap too.

#[cfg(test)]
mod access;
#[cfg(test)]
mod alerts;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod clockwork;
#[cfg(test)]
mod connect;
#[cfg(test)]
mod copy;
#[cfg(test)]
mod cost;
#[cfg(test)]
mod dashboard;
#[cfg(test)]
mod detection;
#[cfg(test)]
mod energy;
#[cfg(test)]
mod forecast;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod instances;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod outage;
#[cfg(test)]
mod providers;
#[cfg(test)]
mod recorded;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod retention;
#[cfg(test)]
mod same_keys;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod structure;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tariffs;
#[cfg(test)]
mod timescale;
#[cfg(test)]
mod web;
