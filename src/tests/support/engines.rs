//! Where `scripts/engines.sh` has started the databases of the tests.

/// What `scripts/engines.sh env` has set. Without it a test fails: nothing is skipped.
#[expect(clippy::disallowed_methods, reason = "an address of the tests, no setting of the program")]
pub fn setting(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| {
        panic!("{variable} is not set: scripts/engines.sh start && eval \"$(scripts/engines.sh env)\"")
    })
}
