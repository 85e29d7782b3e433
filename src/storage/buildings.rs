//! Buildings.
