//! Which statements ran: the contract tests require that every one does, on every engine.

#[cfg(test)]
mod noted {
    use std::{collections::BTreeSet, sync::Mutex};

    static RAN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

    pub fn note(text: &str) {
        RAN.lock().unwrap().insert(text.to_owned());
    }
}

#[cfg(test)]
pub(in crate::storage) use noted::note;

/// Costs nothing outside the tests.
#[cfg(not(test))]
pub(in crate::storage) fn note(_text: &str) {}
