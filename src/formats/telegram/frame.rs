//! Telegrams cut out of a stream of bytes, and their check.

/// The longest telegram in bytes; real ones have at most 4 000. What is longer is dropped.
pub const LONGEST: usize = 16_384;

/// Whether a telegram needs a checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Always: e-MUCS, DSMR 4 and 5.
    Required,
    /// A telegram may lack it, as before DSMR 4. One that is there must be right all the same.
    Optional,
}

/// One telegram from its `/` to its `!`, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    bytes: Vec<u8>,
    checked: bool,
}

impl Frame {
    /// The bytes as they were sent.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether a checksum was there (and right).
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.checked
    }
}

/// Why bytes are no telegram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Another one began, or the stream ended, before it was whole.
    #[error("telegram cut short")]
    Cut,
    /// More than [`LONGEST`].
    #[error("telegram too long")]
    TooLong,
    /// None, though required.
    #[error("telegram without checksum")]
    NoChecksum,
    /// A wrong one.
    #[error("checksum {found:04X}, expected {expected:04X}")]
    Checksum {
        /// That of the bytes.
        expected: u16,
        /// The one that was sent.
        found: u16,
    },
}

/// Finds telegrams in bytes that arrive in pieces of any length.
///
/// A telegram begins with `/`, which cannot occur inside: bytes before it are skipped, and one that comes early drops what
/// was begun. Never holds more than [`LONGEST`] bytes.
#[derive(Clone, Debug)]
pub struct Framer {
    check: Check,
    bytes: Vec<u8>,
    place: Place,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Outside,
    Inside,
    /// Behind the `!`, with so many digits of the checksum and their value.
    Sum(u8, u16),
}

impl Framer {
    /// At the beginning of a stream, or anywhere inside it.
    #[must_use]
    pub fn new(check: Check) -> Self {
        Self { check, bytes: Vec::new(), place: Place::Outside }
    }

    /// Takes the next bytes; gives what they completed, in order.
    pub fn push(&mut self, bytes: &[u8]) -> impl Iterator<Item = Result<Frame, FrameError>> + use<> {
        let mut found = Vec::new();
        for &byte in bytes {
            found.extend(self.take(byte));
        }
        found.into_iter()
    }

    /// At the end of the stream: what was begun. A telegram may end with its `!`.
    pub fn finish(&mut self) -> Option<Result<Frame, FrameError>> {
        match std::mem::replace(&mut self.place, Place::Outside) {
            Place::Outside => None,
            Place::Inside => Some(Err(FrameError::Cut)),
            Place::Sum(digits, sum) => Some(self.close(digits, sum)),
        }
    }

    fn take(&mut self, byte: u8) -> Option<Result<Frame, FrameError>> {
        match (self.place, byte) {
            (Place::Outside, b'/') => {
                self.begin();
                None
            }
            (Place::Outside, _) => None,
            (_, b'/') => {
                let was_begun = self.bytes.len() > 1;
                self.begin();
                was_begun.then_some(Err(FrameError::Cut))
            }
            (Place::Inside, _) if self.bytes.len() >= LONGEST => self.leave(Err(FrameError::TooLong)),
            (Place::Inside, _) => {
                self.bytes.push(byte);
                if byte == b'!' {
                    self.place = Place::Sum(0, 0);
                }
                None
            }
            (Place::Sum(digits, sum), b'\r' | b'\n') => {
                let closed = self.close(digits, sum);
                self.leave(closed)
            }
            (Place::Sum(digits, sum), _) => match char::from(byte).to_digit(16).and_then(|d| u16::try_from(d).ok()) {
                None => self.leave(Err(FrameError::Cut)),
                Some(digit) if digits < 3 => {
                    self.place = Place::Sum(digits + 1, sum << 4 | digit);
                    None
                }
                Some(digit) => {
                    let closed = self.close(4, sum << 4 | digit);
                    self.leave(closed)
                }
            },
        }
    }

    fn begin(&mut self) {
        self.bytes.clear();
        self.bytes.push(b'/');
        self.place = Place::Inside;
    }

    fn leave(&mut self, result: Result<Frame, FrameError>) -> Option<Result<Frame, FrameError>> {
        self.bytes.clear();
        self.place = Place::Outside;
        Some(result)
    }

    fn close(&mut self, digits: u8, found: u16) -> Result<Frame, FrameError> {
        let bytes = std::mem::take(&mut self.bytes);
        match digits {
            0 if self.check == Check::Optional => Ok(Frame { bytes, checked: false }),
            0 => Err(FrameError::NoChecksum),
            4 => match crc16(&bytes) {
                expected if expected == found => Ok(Frame { bytes, checked: true }),
                expected => Err(FrameError::Checksum { expected, found }),
            },
            _ => Err(FrameError::Cut),
        }
    }
}

/// CRC16 of the P1 standards: polynomial 0xA001 (reflected), beginning with 0, over `/` to `!`, line ends included.
#[must_use]
pub fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |sum, &byte| {
        (0..8).fold(sum ^ u16::from(byte), |sum: u16, _| if sum & 1 == 1 { sum >> 1 ^ 0xA001 } else { sum >> 1 })
    })
}
