//! Which building needs me today.
