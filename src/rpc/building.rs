//! Server functions: One building.
