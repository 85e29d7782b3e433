//! Encodings, and names that are compared without accents, case and punctuation.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How the letters of a table are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252 ("ANSI" in western Europe).
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// The characters of 0x80 to 0x9F in Windows-1252; the five that are not defined read as themselves.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text in a known encoding, or in UTF-8 where it is that and else in Windows-1252.
pub(crate) fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Cow<'_, str> {
    match (encoding, std::str::from_utf8(bytes)) {
        (None | Some(Encoding::Utf8), Ok(text)) => Cow::Borrowed(text),
        (Some(Encoding::Utf8), Err(_)) => String::from_utf8_lossy(bytes),
        _ => Cow::Owned(bytes.iter().map(|byte| upper(*byte)).collect()),
    }
}

fn upper(byte: u8) -> char {
    byte.checked_sub(0x80).and_then(|place| UPPER.get(usize::from(place)).copied()).unwrap_or(char::from(byte))
}

/// Without the mark of UTF-8.
pub(crate) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The separator that a line has most of; a semicolon when it has none.
pub(crate) fn separator(line: &str) -> char {
    let count = |wanted: char| line.chars().filter(|c| *c == wanted).count();
    let mut best = (';', count(';'));
    for other in [',', '\t', '|'] {
        if count(other) > best.1 {
            best = (other, count(other));
        }
    }
    best.0
}

/// Lower case without accents, only letters and digits with single spaces between: `Van (datum)`, `van_datum` and
/// `Van datum` are one name.
pub(crate) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        let letter = match c {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'ç' => 'c',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            c if c.is_alphanumeric() => c,
            // The accent of a letter that is written as two characters.
            '\u{300}'..='\u{36f}' => continue,
            _ => ' ',
        };
        if letter != ' ' || !(plain.is_empty() || plain.ends_with(' ')) {
            plain.push(letter);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// A number of a meter without Excel's `="…"`, quotes and spaces.
pub(crate) fn number(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '=' | '"' | '\'') && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_their_dress() {
        for name in ["Van (datum)", "van_datum", " VAN  datum ", "Van-Datum"] {
            assert_eq!(plain(name), "van datum");
        }
        assert_eq!(plain("Unité"), "unite");
        assert_eq!(plain("Unite\u{301}"), "unite");
        assert_eq!(plain("m³"), "m³");
        assert_eq!(plain("Jusqu’au (heure)"), "jusqu au heure");
    }

    #[test]
    fn both_encodings() {
        assert_eq!(decode("é€".as_bytes(), None), "é€");
        assert_eq!(decode(b"\xe9\x80", None), "é€");
        assert_eq!(decode(b"\xe9", Some(Encoding::Utf8)), "\u{fffd}");
        assert_eq!(decode("é".as_bytes(), Some(Encoding::Windows1252)), "Ã©");
    }

    #[test]
    fn the_commonest_separator() {
        assert_eq!(separator("a;b,c;d"), ';');
        assert_eq!(separator("a,b,c"), ',');
        assert_eq!(separator("a\tb"), '\t');
        assert_eq!(separator("a"), ';');
    }
}
