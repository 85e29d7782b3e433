//! Connecting, reconfiguring and disconnecting meters.
