//! Logging in and out, users.
