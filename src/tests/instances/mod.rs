//! Several instances of the server, as processes of their own, on one PostgreSQL database.

mod heard;
mod process;
mod taken_over;
