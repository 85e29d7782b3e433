//! The faces of the report, and text as glyphs of them.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Feature, UnicodeBuffer, ttf_parser::Tag};
use std::{cell::RefCell, collections::HashMap, rc::Rc};

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Tables, labels.
    Sans,
    /// Heads of tables, sums.
    SansBold,
    /// Sentences.
    Serif,
    /// Headings.
    SerifBold,
}

/// Files of the repository, in the order of [`Face`]; where they come from is in `fonts/README.md`.
const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/inter-regular.ttf"),
    include_bytes!("../fonts/inter-semibold.ttf"),
    include_bytes!("../fonts/literata-regular.ttf"),
    include_bytes!("../fonts/literata-semibold.ttf"),
];

/// Stands for a character that no face has: an archive file must not hold an undefined glyph.
const REPLACEMENT: &str = "?";

/// The faces, ready to shape. They remember what they have shaped: most words of a report come again and again.
pub struct Faces {
    loaded: [Loaded; 4],
}

struct Loaded {
    font: Font,
    shaper: rustybuzz::Face<'static>,
    known: RefCell<HashMap<String, Rc<Run>>>,
}

/// Text as glyphs, for the size of one point.
#[derive(Debug)]
struct Run {
    text: String,
    glyphs: Vec<KrillaGlyph>,
    width: f32,
}

/// A piece of text on one line.
#[derive(Clone, Debug)]
pub struct Shaped {
    /// Its face.
    pub font: Font,
    /// In points.
    pub size: f32,
    run: Rc<Run>,
}

impl Shaped {
    /// What is written.
    pub fn text(&self) -> &str {
        &self.run.text
    }

    /// Its glyphs, in units of the size.
    pub fn glyphs(&self) -> &[KrillaGlyph] {
        &self.run.glyphs
    }

    /// In points, with spaces at the end.
    pub fn width(&self) -> f32 {
        self.run.width * self.size
    }
}

impl Faces {
    /// Reads the files. `None` when one cannot be read.
    pub fn load() -> Option<Self> {
        let [a, b, c, d] = FILES.map(|file| {
            let (font, shaper) = (Font::new(file.into(), 0)?, rustybuzz::Face::from_slice(file, 0)?);
            Some(Loaded { font, shaper, known: RefCell::default() })
        });
        Some(Self { loaded: [a?, b?, c?, d?] })
    }

    /// Text as glyphs. Characters that the face does not have become question marks, control characters spaces.
    pub fn shape(&self, face: Face, size: f32, text: &str) -> Shaped {
        let [sans, sans_bold, serif, serif_bold] = &self.loaded;
        let loaded = match face {
            Face::Sans => sans,
            Face::SansBold => sans_bold,
            Face::Serif => serif,
            Face::SerifBold => serif_bold,
        };
        Shaped { font: loaded.font.clone(), size, run: loaded.run(text) }
    }
}

/// Marks of byte order and the like, which an archive file must not hold.
const IGNORED: [char; 3] = ['\0', '\u{feff}', '\u{fffe}'];

fn spaced(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

impl Loaded {
    fn run(&self, text: &str) -> Rc<Run> {
        if let Some(run) = self.known.borrow().get(text) {
            return Rc::clone(run);
        }
        let mut run = self.shaped(text.chars().filter(|c| !IGNORED.contains(c)).map(spaced).collect());
        let undefined = |glyph: &&KrillaGlyph| glyph.glyph_id == GlyphId::new(0);
        let unknown: Vec<_> = run.glyphs.iter().filter(undefined).map(|glyph| glyph.text_range.clone()).collect();
        if !unknown.is_empty() {
            unknown.into_iter().rev().for_each(|range| run.text.replace_range(range, REPLACEMENT));
            run = self.shaped(run.text);
        }
        let run = Rc::new(run);
        self.known.borrow_mut().insert(text.to_owned(), Rc::clone(&run));
        run
    }

    fn shaped(&self, text: String) -> Run {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let features = [(b"tnum", 1), (b"calt", 0), (b"liga", 0)];
        let features = features.map(|(tag, on)| Feature::new(Tag::from_bytes(tag), on, ..));
        let shaped = rustybuzz::shape(&self.shaper, &features, buffer);
        let units = self.font.units_per_em();
        #[expect(clippy::cast_precision_loss, reason = "font units are small")]
        let part = |value: i32| value as f32 / units;
        let all = || shaped.glyph_infos().iter().map(|info| info.cluster as usize);
        let glyphs: Vec<_> = all()
            .enumerate()
            .zip(shaped.glyph_infos().iter().zip(shaped.glyph_positions()))
            .map(|((index, start), (info, at))| {
                // Glyphs of one cluster stand for the same characters.
                let end = all().skip(index + 1).find(|next| *next > start).unwrap_or(text.len());
                let (advance, x, y) = (part(at.x_advance), part(at.x_offset), part(at.y_offset));
                KrillaGlyph::new(GlyphId::new(info.glyph_id), advance, x, y, part(at.y_advance), start..end, None)
            })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        Run { text, glyphs, width }
    }
}
