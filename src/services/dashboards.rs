//! What happened in a building, since when.
