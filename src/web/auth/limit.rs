//! Failed logins are counted by account and by address, in memory; too many close the door for a while.

use crate::domain::time::Instant;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

/// How long failures count, in seconds.
pub const WINDOW_SECONDS: i64 = 900;
/// Failures of one account within the window.
pub const PER_ACCOUNT: u32 = 10;
/// Failures from one address within the window: a whole office may stand behind one.
pub const PER_ADDRESS: u32 = 50;
/// Beyond this number of entries the old ones are dropped at each failure.
const SWEEP_AT: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Account(String),
    Address(IpAddr),
}

/// Counts failures.
#[derive(Debug, Default)]
pub struct LoginLimit(Mutex<HashMap<Key, (Instant, u32)>>);

impl LoginLimit {
    /// Whether one more attempt is allowed at `now`.
    #[must_use]
    pub fn allows(&self, account: &str, address: IpAddr, now: Instant) -> bool {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        keys(account, address).iter().all(|(key, most)| {
            counts.get(key).is_none_or(|(since, count)| since.plus(WINDOW_SECONDS) <= now || count < most)
        })
    }

    /// Counts a failure.
    pub fn failed(&self, account: &str, address: IpAddr, now: Instant) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= SWEEP_AT {
            counts.retain(|_, (since, _)| since.plus(WINDOW_SECONDS) > now);
        }
        for (key, _) in keys(account, address) {
            let entry = counts.entry(key).or_insert((now, 0));
            if entry.0.plus(WINDOW_SECONDS) <= now {
                *entry = (now, 0);
            }
            entry.1 = entry.1.saturating_add(1);
        }
    }

    /// Forgets the account's failures; the address keeps its own.
    pub fn succeeded(&self, account: &str) {
        let key = Key::Account(account.trim().to_lowercase());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }
}

fn keys(account: &str, address: IpAddr) -> [(Key, u32); 2] {
    [(Key::Account(account.trim().to_lowercase()), PER_ACCOUNT), (Key::Address(address), PER_ADDRESS)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn an_account_closes_and_opens_again() {
        let (limit, start) = (LoginLimit::default(), Instant(1_000));
        for _ in 0..PER_ACCOUNT {
            assert!(limit.allows("a@b.c", HERE, start));
            limit.failed("A@b.c ", HERE, start);
        }
        assert!(!limit.allows("a@b.c", HERE, start));
        assert!(limit.allows("other@b.c", HERE, start));
        assert!(limit.allows("a@b.c", HERE, start.plus(WINDOW_SECONDS)));
    }

    #[test]
    fn an_address_closes_for_every_account() {
        let (limit, start) = (LoginLimit::default(), Instant(1_000));
        for number in 0..PER_ADDRESS {
            limit.failed(&format!("{number}@b.c"), HERE, start);
        }
        limit.succeeded("0@b.c");
        assert!(!limit.allows("new@b.c", HERE, start));
    }
}
