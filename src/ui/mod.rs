//! Components and pages. Knows `domain`, `views`, `charts` and `rpc`; formats, never converts.

pub mod components;
pub mod format;
pub mod pages;
