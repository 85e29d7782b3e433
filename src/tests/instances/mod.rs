//! Several instances of the server, as processes of their own, on one PostgreSQL database.

mod heard;
pub mod process;
mod taken_over;
