//! Components and pages. Knows `domain`, `views`, `charts` and `rpc`; formats, never converts.

pub mod alert_text;
pub mod band_text;
pub mod components;
pub mod error_text;
pub mod expected_text;
pub mod fill;
pub mod format;
pub mod pages;
pub mod period_text;
#[cfg(feature = "ssr")]
pub mod shell;
