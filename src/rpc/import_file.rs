//! Server functions: Importing a file.
