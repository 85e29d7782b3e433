//! Server functions: Every building, the most urgent first.
