//! The oauth2 crate over that client.
