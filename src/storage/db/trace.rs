//! Which statements ran: the contract tests require that every one does, on every engine.

#[cfg(test)]
static RAN: std::sync::Mutex<std::collections::BTreeSet<String>> =
    std::sync::Mutex::new(std::collections::BTreeSet::new());

/// Remembers in tests that a statement runs.
#[cfg(test)]
pub(in crate::storage) fn note(text: &str) {
    RAN.lock().unwrap().insert(text.to_owned());
}

/// Costs nothing outside the tests.
#[cfg(not(test))]
pub(in crate::storage) fn note(_text: &str) {}

/// The texts of all statements that this process ran so far.
#[cfg(test)]
pub(in crate::storage) fn ran() -> std::collections::BTreeSet<String> {
    RAN.lock().unwrap().clone()
}
