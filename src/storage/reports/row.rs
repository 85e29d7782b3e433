//! Reports as rows.

use super::super::StorageError;
use crate::domain::{
    id::{BatchId, BuildingId, OrganisationId, ReportId, UserId},
    language::Language,
    report::{Report, ReportState},
    time::Instant,
};

const UNREADABLE: StorageError = StorageError::Unreadable("reports");

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: ReportId,
    organisation_id: OrganisationId,
    building_id: BuildingId,
    user_id: Option<UserId>,
    batch_id: BatchId,
    period: String,
    language: String,
    state: String,
    file_name: Option<String>,
    file_size: Option<i64>,
    created_at: Instant,
    finished_at: Option<Instant>,
}

impl TryFrom<Row> for Report {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        let size = row.file_size.and_then(|size| u64::try_from(size).ok());
        Ok(Self {
            id: row.id,
            organisation: row.organisation_id,
            building: row.building_id,
            user: row.user_id,
            batch: row.batch_id,
            period: row.period.parse().map_err(|()| UNREADABLE)?,
            language: Language::parse(&row.language).ok_or(UNREADABLE)?,
            state: ReportState::from_name(&row.state).ok_or(UNREADABLE)?,
            file: row.file_name.zip(size),
            created_at: row.created_at,
            finished_at: row.finished_at,
        })
    }
}
