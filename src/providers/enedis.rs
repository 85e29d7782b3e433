//! Enedis Data Connect 2026.
