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

    /// Takes one failure back: the attempt failed for a reason of ours.
    pub fn uncount(&self, account: &str, address: IpAddr) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, _) in keys(account, address) {
            if let Some((_, count)) = counts.get_mut(&key) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// Forgets the account's failures; the address keeps its own, without this attempt.
    pub fn succeeded(&self, account: &str, address: IpAddr) {
        self.uncount(account, address);
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
    fn what_was_our_fault_does_not_count() {
        let (limit, start) = (LoginLimit::default(), Instant(1_000));
        for _ in 0..=PER_ADDRESS {
            assert!(limit.allows("a@b.c", HERE, start));
            limit.failed("a@b.c", HERE, start);
            limit.uncount("A@b.c", HERE);
        }
        assert!(limit.allows("a@b.c", HERE, start));
    }

    #[test]
    fn an_address_closes_for_every_account() {
        let (limit, start) = (LoginLimit::default(), Instant(1_000));
        for number in 0..PER_ADDRESS {
            let account = format!("{number}@b.c");
            limit.failed(&account, HERE, start);
        }
        limit.failed("0@b.c", HERE, start);
        limit.succeeded("0@b.c", HERE);
        assert!(!limit.allows("new@b.c", HERE, start));
    }
}
