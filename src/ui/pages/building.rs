//! One building.
