//! Charts drawn by us as SVG (first paint, print) and the options for ECharts.

#[cfg(feature = "ssr")]
pub mod options;
pub mod svg;
