//! Readings, official days and their rollups.
