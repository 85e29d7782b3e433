//! A report as a file to keep.

use crate::domain::time::Period;

/// The longest part of a file's name that is the building's.
const LONGEST: usize = 60;

/// A document with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// `residence-les-erables-2026-10.pdf`: letters that every file system takes.
    pub name: String,
    /// PDF.
    pub bytes: Vec<u8>,
}

/// The name of the file about a building and a period.
pub(super) fn name(building: &str, period: Period) -> String {
    let mut name = String::new();
    for letter in building.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(plain) => name.push_str(plain),
            None if letter.is_ascii_alphanumeric() => name.push(letter),
            None if name.is_empty() || name.ends_with('-') => {}
            None => name.push('-'),
        }
        if name.len() >= LONGEST {
            break;
        }
    }
    let name = name.trim_matches('-');
    let name = if name.is_empty() { "report" } else { name };
    format!("{name}-{}.pdf", period.to_string().to_lowercase())
}

/// Letters of our languages without their marks; `None` for others.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ÿ' | 'ý' => "y",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_plain_letters() {
        let of = |building: &str, period: &str| name(building, period.parse().unwrap());
        assert_eq!(of("Résidence « Les Érables »", "2026-10"), "residence-les-erables-2026-10.pdf");
        assert_eq!(of("Œuvre/../12 bis", "2025"), "oeuvre-12-bis-2025.pdf");
        assert_eq!(of("漢字 \"\r\n", "2026-W03"), "report-2026-w03.pdf");
        assert!(of(&"x".repeat(500), "2025").len() < 80);
    }
}
