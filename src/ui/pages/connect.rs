//! Connecting a meter.
