//! The HTTP edge.

mod cross_site;
mod headers;
mod login;
mod sessions;
