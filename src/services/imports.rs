//! Previewing and importing files.
