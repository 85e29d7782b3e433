//! Reports of a building: asked for, made in the background, fetched.

pub mod create;
pub mod file;
pub mod list;
pub mod state;

use crate::domain::{
    id::{BuildingId, ReportId},
    report::{Report, ReportState},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A report.
#[derive(Serialize, ToSchema)]
pub struct ReportItem {
    /// Identifier.
    id: ReportId,
    /// Of which building.
    building_id: BuildingId,
    /// `2026`, `2026-10` or `2026-W43`.
    #[schema(example = "2026-10")]
    period: String,
    /// `fr`, `nl` or `en`.
    #[schema(example = "fr")]
    language: &'static str,
    /// Where it stands.
    state: ReportState,
    /// Name of the file, once it is there.
    file_name: Option<String>,
    /// Its size in bytes.
    file_bytes: Option<u64>,
    /// When it was asked for, RFC 3339 in UTC.
    created_at: String,
    /// When it was made or given up, RFC 3339 in UTC.
    finished_at: Option<String>,
}

impl From<Report> for ReportItem {
    fn from(report: Report) -> Self {
        let (file_name, file_bytes) = report.file.unzip();
        Self {
            id: report.id,
            building_id: report.building,
            period: report.period.to_string(),
            language: report.language.as_str(),
            state: report.state,
            file_name,
            file_bytes,
            created_at: report.created_at.to_rfc3339(),
            finished_at: report.finished_at.map(|at| at.to_rfc3339()),
        }
    }
}
