//! Usage points and their series.
