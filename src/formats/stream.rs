//! Long files in pieces: rows in, batches of one series out, so that memory does not grow with the file.

use super::{
    Format, FormatError, Parsed, ParsedSeries,
    table::{InputError, Record, Rows},
};
use crate::analytics::zone::Zone;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    convert::Infallible,
    io::{self, Read},
};

/// How many intervals a batch holds, about: what must be read together (a doubled hour, the registers of one interval)
/// is never split.
pub const BATCH: usize = 10_000;

/// A piece of one series. Later batches may hold more of the same series, and an interval that came before: the unique
/// key (meter, series, start) decides then, as between two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The piece.
    pub series: ParsedSeries,
    /// How much of the file has been read, in bytes.
    pub bytes: u64,
}

/// What a file says besides its series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Which format it is.
    pub format: Format,
    /// The zone in which its labels and days were read.
    pub zone: Zone,
    /// What else it says, as name and value; also how many rows were left out, and why.
    pub facts: Vec<(&'static str, String)>,
}

/// Why reading stopped.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// The file cannot be read as what it is.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The bytes did not come.
    #[error("the file cannot be read: {0}")]
    Input(#[from] io::Error),
    /// Whoever takes the batches refused one.
    #[error("a batch was refused")]
    Sink(E),
}

impl<E> From<InputError> for ReadError<E> {
    fn from(error: InputError) -> Self {
        match error {
            InputError::Format(error) => Self::Format(error),
            InputError::Input(error) => Self::Input(error),
        }
    }
}

/// What takes the batches.
pub type Sink<'a, E> = dyn FnMut(Batch) -> Result<(), E> + 'a;

/// A format read row by row.
pub(crate) trait RowParser {
    /// Takes the next row.
    fn row(&mut self, record: &Record) -> Result<(), FormatError>;
    /// A piece of at least `limit` intervals that nothing of the rest of the file can change.
    fn ready(&mut self, limit: usize) -> Result<Option<ParsedSeries>, FormatError>;
    /// What is left, and what the file says besides.
    fn finish(self) -> Result<(Vec<ParsedSeries>, Outline), FormatError>;
}

/// Reads all rows and hands out batches of about `limit` intervals.
pub(crate) fn drive<R: Read, P: RowParser, E>(
    mut rows: Rows<R>,
    mut parser: P,
    limit: usize,
    sink: &mut Sink<'_, E>,
) -> Result<Outline, ReadError<E>> {
    let mut any = false;
    while rows.advance()? {
        parser.row(rows.record())?;
        if let Some(series) = parser.ready(limit)? {
            any = true;
            sink(Batch { series, bytes: rows.bytes() }).map_err(ReadError::Sink)?;
        }
    }
    let (rest, outline) = parser.finish()?;
    for series in rest.into_iter().filter(|series| !series.readings.is_empty() || !series.official.is_empty()) {
        any = true;
        sink(Batch { series, bytes: rows.bytes() }).map_err(ReadError::Sink)?;
    }
    if any { Ok(outline) } else { Err(FormatError::Empty.into()) }
}

/// Reads a whole file that is in memory already.
pub(crate) fn whole<P: RowParser>(rows: Rows<&[u8]>, parser: P) -> Result<Parsed, FormatError> {
    gather(|sink| drive(rows, parser, usize::MAX, sink))
}

/// Puts batches together to what [`Parsed`] holds: each series once, by number and kind.
pub(crate) fn gather(
    read: impl FnOnce(&mut Sink<'_, Infallible>) -> Result<Outline, ReadError<Infallible>>,
) -> Result<Parsed, FormatError> {
    let mut all: BTreeMap<_, ParsedSeries> = BTreeMap::new();
    let mut take = |batch: Batch| {
        let mut piece = batch.series;
        match all.entry((piece.number.clone(), piece.kind)) {
            Entry::Vacant(free) => {
                free.insert(piece);
            }
            Entry::Occupied(mut known) => {
                known.get_mut().readings.append(&mut piece.readings);
                known.get_mut().official.append(&mut piece.official);
            }
        }
        Ok(())
    };
    match read(&mut take) {
        Ok(Outline { format, zone, facts }) => {
            Ok(Parsed { format, zone, series: all.into_values().collect(), peaks: None, facts })
        }
        Err(ReadError::Format(error)) => Err(error),
        Err(ReadError::Input(_)) => Err(FormatError::Unknown),
        Err(ReadError::Sink(never)) => match never {},
    }
}
