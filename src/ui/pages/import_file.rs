//! Importing a file.
