//! What the energy model promises, against a real database: nothing is counted twice, nothing depends on the order of
//! arrival, sums are what was stored.

#[cfg(test)]
mod anomalies;
#[cfg(test)]
mod arrival;
#[cfg(test)]
mod official_days;
#[cfg(test)]
pub mod store;
#[cfg(test)]
mod twice;
