//! Text in lines of a width.

use super::{
    face::{Faces, Shaped},
    style::Style,
};

/// Breaks at spaces, and inside a word only when it is wider than the line. Spaces stay at the end of their line, so that
/// the text of the file has them. A line feed begins a line. Text without letters is one empty line.
pub fn lines(faces: &Faces, style: Style, text: &str, width: f32) -> Vec<Shaped> {
    let broken = text.split('\n').flat_map(|text| broken(faces, style, text, width));
    broken.map(|line| faces.shape(style.face, style.size, &line)).collect()
}

fn broken(faces: &Faces, style: Style, text: &str, width: f32) -> Vec<String> {
    let mut broken = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for word in words(faces, style, text, width) {
        let bare = measure(faces, style, word.trim_end_matches(' '));
        if !line.is_empty() && used + bare > width {
            broken.push(std::mem::take(&mut line));
            used = 0.0;
        }
        used += measure(faces, style, &word);
        line.push_str(&word);
    }
    broken.push(line);
    broken
}

/// How wide text is; of several lines the widest.
pub fn measure(faces: &Faces, style: Style, text: &str) -> f32 {
    text.split('\n').map(|line| faces.shape(style.face, style.size, line).width()).fold(0.0, f32::max)
}

/// How wide the widest word is.
pub fn widest_word(faces: &Faces, style: Style, text: &str) -> f32 {
    text.split([' ', '\n']).map(|word| measure(faces, style, word)).fold(0.0, f32::max)
}

/// Words with the space after them; one that is wider than the line in parts that are not.
fn words(faces: &Faces, style: Style, text: &str, width: f32) -> Vec<String> {
    let mut found = Vec::new();
    for word in text.split_inclusive(' ') {
        if measure(faces, style, word.trim_end_matches(' ')) <= width {
            found.push(word.to_owned());
            continue;
        }
        let mut part = String::new();
        for c in word.chars() {
            part.push(c);
            if measure(faces, style, &part) > width && part.chars().count() > 1 && c != ' ' {
                let rest = part.split_off(place(&part));
                found.push(std::mem::replace(&mut part, rest));
            }
        }
        found.push(part);
    }
    found
}

/// Where a word that has become one character too long is broken: after the last sign that parts an address, else before
/// that character.
fn place(word: &str) -> usize {
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    let sign = word.get(..last).and_then(|before| before.rfind(['/', '?', '&', '-']));
    sign.map_or(last, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::pdf::style::CELL;

    fn texts(text: &str, width: f32) -> Vec<String> {
        let faces = Faces::load().unwrap();
        lines(&faces, CELL, text, width).into_iter().map(|line| line.text().to_owned()).collect()
    }

    #[test]
    fn breaks_at_spaces_and_keeps_them() {
        assert_eq!(texts("une phrase courte", 500.0), ["une phrase courte"]);
        let faces = Faces::load().unwrap();
        let widest = widest_word(&faces, CELL, "une phrase courte");
        assert_eq!(texts("une phrase courte", widest + 0.5), ["une ", "phrase ", "courte"]);
        assert_eq!(texts("12 345\u{a0}kWh", 30.0).first().unwrap(), "12 ");
        assert_eq!(texts("", 30.0), [""]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        let parts = texts("Copropriétédesérablesargentés", 40.0);
        assert!(parts.len() > 2);
        assert_eq!(parts.concat(), "Copropriétédesérablesargentés");
        let faces = Faces::load().unwrap();
        assert!(parts.iter().all(|part| measure(&faces, CELL, part) <= 40.0));
    }

    #[test]
    fn what_no_face_has_is_a_question_mark_and_never_undefined() {
        let faces = Faces::load().unwrap();
        let shaped = faces.shape(CELL.face, CELL.size, "a\u{feff}\tΩ漢e\u{301}\u{202f}1");
        assert!(shaped.text().starts_with("a ??"), "{}", shaped.text());
        assert!(shaped.glyphs().iter().all(|glyph| glyph.glyph_id.to_u32() != 0));
    }
}
