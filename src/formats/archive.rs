//! Zip archives of files, with bounds on what comes out of them.
//!
//! Names are names only: the last part of an entry's path, without control characters; nothing is ever written to a
//! path. Folders, links and the hidden files of some systems are passed over. Archives inside archives are refused, and so
//! is whatever unpacks to more than the limits allow, while it is being read.

use super::{FormatError, stream::ReadError};
use std::{
    convert::Infallible,
    io::{self, Cursor, Read, Seek},
};
use zip::{ZipArchive, result::ZipError};

/// What an archive may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Entries, folders included.
    pub entries: usize,
    /// Bytes of all entries together, unpacked.
    pub unpacked: u64,
    /// How many times an entry may be larger than packed; small ones (1 MiB) may.
    pub ratio: u64,
}

impl Default for Limits {
    /// 200 entries, 1 GiB, 200 times.
    fn default() -> Self {
        Self { entries: 200, unpacked: 1 << 30, ratio: 200 }
    }
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name without folders.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Up to here the ratio does not matter.
const SMALL: u64 = 1 << 20;

/// How archives begin: zip (with entries, empty, spanned), gzip, 7z, rar, xz, bzip2, zstd.
const ARCHIVES: [&[u8]; 9] = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\xfd7zXZ\0",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
];

/// Whether bytes begin as a zip archive.
#[must_use]
pub fn recognises(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Unpacks all files into memory, in the archive's order.
///
/// # Errors
/// [`FormatError::Field`] `archive` with the limit that it breaks, or that it is damaged or has a password;
/// [`FormatError::Empty`] without any file.
pub fn entries(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>, FormatError> {
    let mut entries = Vec::new();
    let mut take = |name: &str, content: &mut dyn Read| {
        let mut entry = Entry { name: name.to_owned(), content: Vec::new() };
        // A read that fails is told by whoever counts.
        let _ = content.read_to_end(&mut entry.content);
        entries.push(entry);
        Ok::<(), Infallible>(())
    };
    match each(Cursor::new(bytes), limits, &mut take) {
        Ok(_) => Ok(entries),
        Err(ReadError::Format(error)) => Err(error),
        Err(ReadError::Input(_)) => Err(damaged()),
        Err(ReadError::Sink(never)) => match never {},
    }
}

/// Hands every file to `visit` as a stream, one after the other; returns how many there were.
///
/// # Errors
/// As [`entries`]; [`ReadError::Sink`] when `visit` refuses a file, unless it did so because a limit was broken.
pub fn each<R: Read + Seek, E>(
    input: R,
    limits: &Limits,
    visit: &mut dyn FnMut(&str, &mut dyn Read) -> Result<(), E>,
) -> Result<usize, ReadError<E>> {
    let mut archive = ZipArchive::new(input).map_err(broken)?;
    if archive.len() > limits.entries {
        return Err(wrong("fewer files").into());
    }
    let (mut files, mut left) = (0, limits.unpacked);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(broken)?;
        let path = file.name().map_err(broken)?.into_owned();
        if path == "[Content_Types].xml" {
            return Err(wrong("files of text; this is a spreadsheet, save it as CSV").into());
        }
        let name = base_name(&path);
        if file.is_dir() || file.is_symlink() || name.is_empty() || name.starts_with('.') || hidden(&path) {
            continue;
        }
        let packed = file.compressed_size();
        let mut head = Vec::new();
        let most = limits.ratio.saturating_mul(packed).max(SMALL);
        let mut counted = Counted { inner: &mut file, left, most, broken: None };
        let read = (&mut counted).take(8).read_to_end(&mut head);
        if ARCHIVES.iter().any(|magic| head.starts_with(magic)) {
            return Err(wrong("no archive inside the archive").into());
        }
        let visited = match read {
            Ok(_) => visit(&name, &mut Cursor::new(head).chain(&mut counted)),
            Err(_) => Ok(()),
        };
        // What the visitor left unread has not been unpacked and counts for nothing.
        if let Some(error) = counted.broken.take() {
            return Err(error.into());
        }
        visited.map_err(ReadError::Sink)?;
        left = counted.left;
        files += 1;
    }
    if files == 0 { Err(FormatError::Empty.into()) } else { Ok(files) }
}

/// Counts what is unpacked and stops at the limits.
struct Counted<'a> {
    inner: &'a mut dyn Read,
    /// Of the whole archive.
    left: u64,
    /// Of this entry.
    most: u64,
    broken: Option<FormatError>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match self.inner.read(buffer) {
            Ok(read) => read,
            Err(error) => {
                self.broken = Some(damaged());
                return Err(error);
            }
        };
        let bytes = read as u64;
        if bytes > self.left {
            self.broken = Some(wrong("less data, unpacked"));
        } else if bytes > self.most {
            self.broken = Some(wrong("files that are not packed so densely"));
        }
        if self.broken.is_some() {
            return Err(io::Error::other("a limit of the archive"));
        }
        self.left -= bytes;
        self.most -= bytes;
        Ok(read)
    }
}

/// The part after the last separator of either kind, without control characters, at most 200 characters.
fn base_name(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// What macOS adds for itself.
fn hidden(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part == "__MACOSX")
}

fn wrong(expected: &'static str) -> FormatError {
    FormatError::Field { field: "archive", expected }
}

fn damaged() -> FormatError {
    wrong("a zip archive that is whole")
}

fn broken(error: ZipError) -> FormatError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => wrong("no password"),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            wrong("files that are deflated")
        }
        _ => damaged(),
    }
}

#[cfg(test)]
mod tests;
