//! Synchronisation runs and what was asked for each day.
