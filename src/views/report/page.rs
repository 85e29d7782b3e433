//! A report as a page of words: what its document says, in the same order, without sheets.

use crate::views::{format::Language, report::ReportMonth, shared::Fingerprint};
use serde::{Deserialize, Serialize};

/// The whole document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportPage {
    /// In which its words are.
    pub language: Language,
    /// What is said, from the first sheet to the last.
    pub blocks: Vec<Block>,
}

/// A piece of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A heading; 1 begins a section, 2 a part of it.
    Heading(u16, String),
    /// Some sentences.
    Paragraph {
        /// What they say.
        text: String,
        /// Whether they are beside the point.
        note: bool,
    },
    /// Figures side by side.
    Figures(Vec<PageFigure>),
    /// Sentences one below the other.
    List(Vec<String>),
    /// A table.
    Table(PageTable),
    /// A picture, and what it shows in words.
    Picture(Picture, String),
}

/// A figure of the cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFigure {
    /// Its name.
    pub label: String,
    /// The figure; "not known" when it is not.
    pub value: String,
    /// What it rests on; may be empty.
    pub remark: String,
}

/// What a picture is drawn from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Picture {
    /// Days below each other.
    Fingerprint(Fingerprint),
    /// Months side by side.
    Months(Vec<ReportMonth>),
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageTable {
    /// What it shows.
    pub summary: String,
    /// The columns.
    pub columns: Vec<PageColumn>,
    /// The rows; the first cell of each names it.
    pub rows: Vec<PageRow>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageColumn {
    /// Its name.
    pub name: String,
    /// Whether it holds numbers.
    pub number: bool,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageRow {
    /// One for each column.
    pub cells: Vec<PageCell>,
    /// Whether it is the sum of those above.
    pub sum: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PageCell {
    /// Text; line breaks count.
    Text(String),
    /// Text that warns.
    Loud(String),
    /// A number on a shade, 0 to 7; `None`: nothing is known.
    Shade(String, Option<u8>),
    /// A picture, and what it shows in words.
    Picture(Picture, String),
}
