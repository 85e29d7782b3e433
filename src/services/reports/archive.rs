//! The files that were asked for at once, in one.

use super::{ReportFile, apart, asked::stored};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::BatchId,
    },
    reports::ReportError,
    services::App,
    storage::reports,
};
use std::{
    collections::BTreeSet,
    io::{Cursor, Write},
};
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// What is made of a batch and may be seen, as a ZIP file. PDFs are compressed already: they are stored as they are.
///
/// # Errors
/// [`AppError::NotFound`] when there is nothing.
pub async fn archive(app: &App, actor: &Actor, batch: BatchId) -> Result<ReportFile, AppError> {
    let mut files = Vec::new();
    for report in reports::of_batch(&app.db, actor.organisation, batch).await? {
        if actor.can(Action::Read, report.organisation, report.building) {
            files.extend(stored(app, &report).await?.map(|file| (file, report.period)));
        }
    }
    let Some((_, period)) = files.first() else { return Err(AppError::NotFound) };
    let name = format!("reports-{}.zip", period.to_string().to_lowercase());
    let bytes = apart(move || zipped(files.into_iter().map(|(file, _)| file))).await?;
    Ok(ReportFile { name, bytes })
}

fn zipped(files: impl Iterator<Item = ReportFile>) -> Result<Vec<u8>, ReportError> {
    let failed = |error: ZipError| ReportError::Document(error.to_string());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut names = BTreeSet::new();
    for file in files {
        // Buildings of the same name.
        let numbered = (1_u32..).map(|number| match number {
            1 => file.name.clone(),
            _ => format!("{number}-{}", file.name),
        });
        let Some(name) = numbered.into_iter().find(|name| !names.contains(name)) else { continue };
        writer.start_file(name.as_str(), options).map_err(failed)?;
        writer.write_all(&file.bytes).map_err(|error| failed(error.into()))?;
        names.insert(name);
    }
    Ok(writer.finish().map_err(failed)?.into_inner())
}
