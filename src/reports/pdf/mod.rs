//! Setting a document: faces, lines, tables, pages, and the file that holds them. Knows nothing of what is written.

pub mod face;
pub mod flow;
pub mod lines;
pub mod mark;
pub mod style;
pub mod table;
pub mod tree;
pub mod write;
