//! The server and its tools; see `cli`.

fn main() {}
