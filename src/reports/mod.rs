//! Reports as files: finished figures in, a document out. No clock, no database, no network.
//!
//! The document is set by hand on krilla (`pdf`), because a typesetter as a library weighs more than all the rest of the
//! server (`docs/adr/0022-reports-are-set-with-krilla.md`).

mod pdf;
mod pictures;
mod reader;
mod sections;

use crate::views::{
    format::{date, fill, period_label},
    report::{EnergyReport, ReportPage},
};
use chrono::Datelike;
use pdf::{
    face::Faces,
    flow::{Composed, Flow},
    write::{About, write},
};
use reader::Reader;
use thiserror::Error;

/// Why there is no document.
#[derive(Debug, Error)]
pub enum ReportError {
    /// A font that the program carries cannot be read.
    #[error("a font cannot be read")]
    Font,
    /// The document does not keep to the rules of archive files.
    #[error("the document cannot be written: {0}")]
    Document(String),
}

/// The energy report of a building as PDF/A-2a and PDF/UA-1, in the language of its reader. It is computing for up to
/// half a second: callers in asynchronous code use a blocking thread.
///
/// # Errors
/// When a font cannot be read or the document cannot be written; neither depends on what people entered.
pub fn energy_report(report: &EnergyReport) -> Result<Vec<u8>, ReportError> {
    let faces = Faces::load().ok_or(ReportError::Font)?;
    let reader = Reader::of(report);
    let Composed { mut pages, tree, bookmarks, .. } = composed(&reader, &faces);
    sections::footers(&reader, &faces, &mut pages);
    write(&pages, &tree, &bookmarks, about(&reader)).map_err(ReportError::Document)
}

/// What [`energy_report`] says, in its words and its order, for a page. It is set like the document, so that nothing can
/// be told twice in two ways; it takes a little less long.
///
/// # Errors
/// When a font cannot be read.
pub fn energy_page(report: &EnergyReport) -> Result<ReportPage, ReportError> {
    let faces = Faces::load().ok_or(ReportError::Font)?;
    let blocks = composed(&Reader::of(report), &faces).blocks;
    Ok(ReportPage { language: report.language, blocks })
}

fn composed(reader: &Reader<'_>, faces: &Faces) -> Composed {
    let mut flow = Flow::new(faces);
    for section in sections::ALL {
        section(reader, &mut flow);
    }
    flow.finish()
}

fn about(reader: &Reader<'_>) -> About {
    let report = reader.report;
    let made = &report.generated;
    let small = |value: u32| u8::try_from(value).unwrap_or_default();
    About {
        title: reader.title(),
        language: report.language.as_str(),
        author: report.organisation.clone(),
        description: fill(
            "{name}, {address}, {town}, {period}, {made}",
            &[
                ("name", &report.building.name),
                ("address", &report.building.address),
                ("town", &report.building.town),
                ("period", &period_label(report.period, report.language)),
                ("made", &date(made.day, report.language)),
            ],
        ),
        date: (
            u16::try_from(made.day.year()).unwrap_or_default(),
            small(made.day.month()),
            small(made.day.day()),
            small(made.hour),
            small(made.minute),
        ),
    }
}
