//! Every building, the most urgent first.
