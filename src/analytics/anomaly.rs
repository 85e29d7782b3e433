//! Days far above the seven complete days before.
