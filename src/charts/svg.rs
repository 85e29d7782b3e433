//! Charts as SVG text, the same on both targets.
