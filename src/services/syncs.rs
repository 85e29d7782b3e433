//! Wanting, planning, running and watching synchronisations.
