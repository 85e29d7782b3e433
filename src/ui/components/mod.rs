//! Pieces that several pages use.

mod chart;
mod comparison;
mod empty;
mod error_notice;
mod field;
mod fingerprint;
mod freshness;
mod heatmap;
mod loading;
mod severity;
mod sync_progress;

pub use chart::Chart;
pub use comparison::change_words;
pub use empty::Empty;
pub use error_notice::{ErrorNotice, Refused};
pub use field::{Errors, Field, Problems, Select, Wrong};
pub use fingerprint::{FingerprintLarge, FingerprintSmall};
pub use freshness::FreshnessLine;
pub use heatmap::HeatmapFigure;
pub use loading::Loading;
pub use severity::SeverityBadge;
pub use sync_progress::SyncProgress;
