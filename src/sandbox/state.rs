//! What the simulator remembers while it runs.

use super::{Call, Fault, SandboxConfig, ticket::Signer};
use crate::domain::time::Instant;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    num::NonZeroU32,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How many calls are remembered.
const MOST_CALLS: usize = 20_000;

/// Shared by all handlers.
pub struct Shared {
    /// As it was started.
    pub config: SandboxConfig,
    /// Makes codes and tokens.
    pub signer: Signer,
    /// Q3.
    pub per_second: Option<DefaultDirectRateLimiter>,
    /// Q4.
    pub per_hour: Option<DefaultDirectRateLimiter>,
    consents: Mutex<HashSet<String>>,
    used_codes: Mutex<HashSet<String>>,
    autorisations: Mutex<HashMap<i64, Autorisation>>,
    families: Mutex<HashMap<String, Family>>,
    faults: Mutex<Vec<Fault>>,
    calls: Mutex<Vec<Call>>,
}

/// A consent of version 2 at Enedis.
#[derive(Clone)]
pub struct Autorisation {
    /// PRMs.
    pub points: Vec<String>,
    /// When it was given.
    pub at: Instant,
}

/// The refresh tokens that descend from one consent at ORES.
#[derive(Clone, Copy, Default)]
pub struct Family {
    /// Number of the one that is valid.
    pub generation: u64,
    /// Whether an old one came back, or the code did.
    pub revoked: bool,
}

impl Shared {
    /// Nothing has happened yet.
    pub fn new(config: SandboxConfig) -> Self {
        let limiter =
            |n: u32, quota: fn(NonZeroU32) -> Quota| NonZeroU32::new(n).map(|n| RateLimiter::direct(quota(n)));
        Self {
            signer: Signer::new(config.seed),
            per_second: limiter(config.quotas.per_second, Quota::per_second),
            per_hour: limiter(config.quotas.per_hour, Quota::per_hour),
            consents: Mutex::new(config.consented.iter().cloned().collect()),
            used_codes: Mutex::default(),
            autorisations: Mutex::default(),
            families: Mutex::default(),
            faults: Mutex::default(),
            calls: Mutex::default(),
            config,
        }
    }

    /// What the simulator takes for now.
    pub fn now(&self) -> Instant {
        self.config.clock.now()
    }

    /// The customer of this usage point agrees, at Enedis.
    pub fn consent(&self, number: &str) {
        lock(&self.consents).insert(number.to_owned());
    }

    /// The customer withdraws.
    pub fn withdraw(&self, number: &str) {
        lock(&self.consents).remove(number);
    }

    /// Whether the application may read this usage point at Enedis.
    pub fn is_consented(&self, number: &str) -> bool {
        lock(&self.consents).contains(number)
    }

    /// A customer agrees by version 2; the number of the consent.
    pub fn authorise(&self, points: &[&str]) -> i64 {
        let autorisation =
            Autorisation { points: points.iter().map(|&point| point.to_owned()).collect(), at: self.now() };
        let mut all = lock(&self.autorisations);
        loop {
            let id = rand::random_range(10_000..100_000_000);
            if let Entry::Vacant(free) = all.entry(id) {
                free.insert(autorisation);
                return id;
            }
        }
    }

    /// The consent of a number.
    pub fn autorisation(&self, id: i64) -> Option<Autorisation> {
        lock(&self.autorisations).get(&id).cloned()
    }

    /// Whether this is the code's first use.
    pub fn use_code(&self, code: &str) -> bool {
        lock(&self.used_codes).insert(code.to_owned())
    }

    /// Changes a family and gives what it was changed to.
    pub fn family(&self, name: &str, change: impl FnOnce(&mut Family)) -> Family {
        let mut families = lock(&self.families);
        let family = families.entry(name.to_owned()).or_default();
        change(family);
        *family
    }

    /// Switches a fault on.
    pub fn inject(&self, fault: Fault) {
        lock(&self.faults).push(fault);
    }

    /// Switches every fault off.
    pub fn forgive(&self) {
        lock(&self.faults).clear();
    }

    /// The fault that applies to a request, counted down.
    pub fn next_fault(&self, path_and_query: &str) -> Option<Fault> {
        let mut faults = lock(&self.faults);
        faults.retain(|fault| fault.times > 0);
        let fault = faults.iter_mut().find(|fault| path_and_query.contains(&fault.path))?;
        fault.times -= 1;
        Some(fault.clone())
    }

    /// Remembers a call; the oldest are forgotten in a simulator that runs for long.
    pub fn log(&self, call: Call) {
        let mut calls = lock(&self.calls);
        if calls.len() >= MOST_CALLS {
            calls.drain(..MOST_CALLS / 2);
        }
        calls.push(call);
    }

    /// The calls that are remembered, in order.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.calls).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
