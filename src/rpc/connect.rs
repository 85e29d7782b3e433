//! Server functions: Connecting a meter.
