//! Server functions: Logging in.
