//! Tables of text, line by line: separators, quotes, encodings, line numbers as an editor shows them.

pub(crate) mod text;

use super::FormatError;
use std::io::{self, BufRead, BufReader, Read};
use text::Encoding;

/// No row of a table is longer, in bytes; what is has no lines.
const LONGEST_LINE: usize = 65_536;

/// Why no row came.
#[derive(Debug)]
pub(crate) enum InputError {
    /// The text is no table.
    Format(FormatError),
    /// The bytes did not come.
    Input(io::Error),
}

/// One row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    text: String,
    ends: Vec<usize>,
    /// Counting from 1, blank lines included.
    pub line: u32,
}

impl Record {
    /// The cells of a first line.
    pub fn of(text: &str, separator: char) -> Self {
        Self::at(1, text, separator)
    }

    /// The cells of one line.
    pub fn at(line: u32, text: &str, separator: char) -> Self {
        let mut record = Self { line, ..Self::default() };
        record.split(text, separator);
        record
    }

    /// The trimmed cell; empty when the row is too short.
    pub fn cell(&self, index: usize) -> &str {
        let start = if index == 0 { Some(0) } else { self.ends.get(index - 1).copied() };
        let cell = start.zip(self.ends.get(index)).and_then(|(start, end)| self.text.get(start..*end));
        cell.unwrap_or_default().trim()
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// All cells, trimmed.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// The error for a cell, with the column as the file calls it.
    pub fn broken(&self, column: &str, expected: &'static str) -> FormatError {
        FormatError::Row { row: self.line, column: column.to_owned(), expected }
    }

    /// A cell that begins with a quote ends with one; two quotes inside are one. Quotes elsewhere are text (`="541…"`).
    fn split(&mut self, line: &str, separator: char) {
        self.text.clear();
        self.ends.clear();
        let mut rest = line.chars().peekable();
        loop {
            let quoted = rest.next_if_eq(&'"').is_some();
            let mut inside = quoted;
            let more = loop {
                match rest.next() {
                    None => break false,
                    Some('"') if inside => {
                        if rest.next_if_eq(&'"').is_some() {
                            self.text.push('"');
                        } else {
                            inside = false;
                        }
                    }
                    Some(c) if c == separator && !inside => break true,
                    Some(c) => self.text.push(c),
                }
            };
            self.ends.push(self.text.len());
            if !more {
                return;
            }
        }
    }
}

/// The rows of a table. Blank lines are passed over.
pub(crate) struct Rows<R> {
    input: BufReader<R>,
    separator: Option<char>,
    encoding: Option<Encoding>,
    raw: Vec<u8>,
    record: Record,
    bytes: u64,
}

impl<R: Read> Rows<R> {
    /// With the separator that the first row has most of, each line in UTF-8 or else in Windows-1252.
    pub fn new(input: R) -> Self {
        let input = BufReader::with_capacity(1 << 16, input);
        Self { input, separator: None, encoding: None, raw: Vec::new(), record: Record::default(), bytes: 0 }
    }

    /// With a known separator and encoding.
    pub fn with(input: R, separator: char, encoding: Encoding) -> Self {
        Self { separator: Some(separator), encoding: Some(encoding), ..Self::new(input) }
    }

    /// How much has been read, in bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The row that [`Rows::advance`] came to.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Goes to the next row; `false` at the end.
    pub fn advance(&mut self) -> Result<bool, InputError> {
        loop {
            self.raw.clear();
            let limit = LONGEST_LINE as u64 + 1;
            let read = (&mut self.input).take(limit).read_until(b'\n', &mut self.raw).map_err(InputError::Input)?;
            if read == 0 {
                return Ok(false);
            }
            self.record.line = self.record.line.saturating_add(1);
            if read > LONGEST_LINE {
                return Err(InputError::Format(self.record.broken("1", "a line of at most 65,536 bytes")));
            }
            let first = self.bytes == 0;
            self.bytes = self.bytes.saturating_add(read as u64);
            let raw = self.raw.as_slice();
            let raw = if first { text::without_bom(raw) } else { raw };
            let line = text::decode(raw.trim_ascii_end(), self.encoding);
            if line.trim().is_empty() {
                continue;
            }
            let separator = *self.separator.get_or_insert_with(|| text::separator(&line));
            self.record.split(&line, separator);
            return Ok(true);
        }
    }
}

/// The first row of a file by its first bytes, with the separator it has most of.
pub(crate) fn first_row(head: &[u8]) -> Option<Record> {
    let mut rows = Rows::new(head);
    rows.advance().ok().filter(|found| *found).map(|_| rows.record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_quotes_and_line_numbers() {
        let text = b"\xef\xbb\xbfa;\"b;\"\"c\"\"\";=\"5\"\r\n\r\n  x ;\xe9\n";
        let mut rows = Rows::new(&text[..]);
        assert!(rows.advance().unwrap());
        assert_eq!(rows.record().cells().collect::<Vec<_>>(), ["a", "b;\"c\"", "=\"5\""]);
        assert!(rows.advance().unwrap());
        assert_eq!((rows.record().line, rows.record().cell(0), rows.record().cell(1)), (3, "x", "é"));
        assert_eq!(rows.record().cell(2), "");
        assert!(!rows.advance().unwrap());
        assert_eq!(rows.bytes(), text.len() as u64);
    }

    #[test]
    fn a_file_without_lines_is_no_table() {
        let long = vec![b'x'; LONGEST_LINE + 5];
        assert!(matches!(Rows::new(&long[..]).advance(), Err(InputError::Format(FormatError::Row { row: 1, .. }))));
    }
}
