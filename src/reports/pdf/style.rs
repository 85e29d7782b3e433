//! The sheet, its colours and its ways of setting text. Lengths are points; y grows downwards.

use super::face::Face;

/// Width of an A4 sheet.
pub const SHEET_WIDTH: f32 = 595.276;
/// Height of an A4 sheet.
pub const SHEET_HEIGHT: f32 = 841.89;
/// Left edge of the text.
pub const LEFT: f32 = 56.0;
/// Width of the text.
pub const WIDTH: f32 = SHEET_WIDTH - 2.0 * LEFT;
/// Right edge of the text.
pub const RIGHT: f32 = LEFT + WIDTH;
/// Top of the text.
pub const TOP: f32 = 60.0;
/// Bottom of the text.
pub const BOTTOM: f32 = SHEET_HEIGHT - 68.0;

/// Red, green, blue.
pub type Colour = (u8, u8, u8);

/// Text and axes.
pub const INK: Colour = (0x16, 0x21, 0x2b);
/// Text of less weight.
pub const SOFT: Colour = (0x56, 0x60, 0x6a);
/// Hairlines.
pub const LINE: Colour = (0xd9, 0xd6, 0xcf);
/// Edges of what is missing.
pub const EDGE: Colour = (0x85, 0x88, 0x8a);
/// The paper, where something dark carries text.
pub const PAPER: Colour = (0xfb, 0xfa, 0xf7);
/// The product.
pub const BRAND: Colour = (0x0f, 0x6b, 0x5c);
/// Now.
pub const VALUE: Colour = (0x2b, 0x73, 0xb7);
/// What it is compared with.
pub const COMPARED: Colour = (0x7d, 0x87, 0x91);
/// Severities.
pub const MINOR: Colour = (0x8a, 0x5a, 0x00);
/// See [`MINOR`].
pub const MAJOR: Colour = (0xb0, 0x43, 0x0a);
/// See [`MINOR`].
pub const CRITICAL: Colour = (0xb4, 0x23, 0x18);
/// The hue of fingerprint and heatmap, from paper to ink; the screens' light theme has the same.
pub const LEVELS: [Colour; 8] = [
    (0xf4, 0xf1, 0xea),
    (0xdd, 0xe5, 0xe3),
    (0xbd, 0xd2, 0xcf),
    (0x98, 0xba, 0xb7),
    (0x70, 0x9d, 0x9c),
    (0x4b, 0x7d, 0x80),
    (0x2d, 0x5a, 0x62),
    (0x16, 0x38, 0x45),
];

/// A way of setting text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Its face.
    pub face: Face,
    /// Its size.
    pub size: f32,
    /// From line to line.
    pub leading: f32,
    /// Its colour.
    pub colour: Colour,
}

impl Style {
    const fn new(face: Face, size: f32, leading: f32, colour: Colour) -> Self {
        Self { face, size, leading, colour }
    }

    /// The same in another colour.
    pub const fn in_colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    /// From the top of a line to its baseline.
    pub fn baseline(self) -> f32 {
        self.leading / 2.0 + self.size * 0.36
    }
}

/// The building's name on the cover.
pub const TITLE: Style = Style::new(Face::SerifBold, 30.0, 36.0, INK);
/// What it is, on the cover.
pub const SUBTITLE: Style = Style::new(Face::Serif, 15.0, 21.0, INK);
/// A section.
pub const HEADING: Style = Style::new(Face::SerifBold, 17.0, 23.0, INK);
/// A part of a section.
pub const SUBHEADING: Style = Style::new(Face::SansBold, 10.0, 15.0, INK);
/// Sentences.
pub const BODY: Style = Style::new(Face::Serif, 10.0, 15.0, INK);
/// Remarks, captions.
pub const NOTE: Style = Style::new(Face::Serif, 8.5, 12.5, SOFT);
/// A large figure.
pub const FIGURE: Style = Style::new(Face::SansBold, 17.0, 22.0, INK);
/// Labels of figures, axes, footers.
pub const LABEL: Style = Style::new(Face::Sans, 7.5, 10.5, SOFT);
/// The head of a table.
pub const HEAD: Style = Style::new(Face::SansBold, 7.5, 10.0, SOFT);
/// A cell.
pub const CELL: Style = Style::new(Face::Sans, 8.5, 11.5, INK);
/// A cell of a sum.
pub const SUM: Style = Style::new(Face::SansBold, 8.5, 11.5, INK);
/// A cell of a table with many columns.
pub const SMALL: Style = Style::new(Face::Sans, 7.0, 9.5, INK);
