//! The HTTP edge.

mod bad_input;
mod command_line;
mod cross_site;
mod description;
mod devices;
mod export;
mod headers;
pub mod live;
mod login;
mod named_errors;
mod nul;
mod ranking;
mod readings;
mod rejections;
mod secrets;
mod sessions;
