//! Which format a file has, by its content.
