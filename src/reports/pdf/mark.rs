//! What is drawn on a sheet, in points from its upper left corner.

use super::{
    face::{Faces, Shaped},
    lines::measure,
    style::{Colour, Style},
};

/// One thing drawn.
#[derive(Clone, Debug)]
pub enum Mark {
    /// Text from a point of its baseline.
    Text {
        /// Left edge.
        x: f32,
        /// Baseline.
        y: f32,
        /// What is written.
        text: Shaped,
        /// Its colour.
        colour: Colour,
    },
    /// Filled areas of one colour.
    Fill {
        /// The areas.
        areas: Vec<Area>,
        /// Their colour.
        colour: Colour,
    },
    /// Straight lines of one colour.
    Strokes {
        /// x and y of both ends.
        lines: Vec<[f32; 4]>,
        /// Their width.
        width: f32,
        /// Their colour.
        colour: Colour,
        /// Length of dashes and of gaps, for a broken line.
        dashes: Option<f32>,
    },
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Area {
    /// The right edge.
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// The lower edge.
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }
}

/// Where text stands to a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Begins there.
    Left,
    /// Its middle is there.
    Middle,
    /// Ends there.
    Right,
}

impl Mark {
    /// One colour, one area.
    pub fn area(area: Area, colour: Colour) -> Self {
        Self::Fill { areas: vec![area], colour }
    }

    /// A straight line.
    pub fn line(from: (f32, f32), to: (f32, f32), width: f32, colour: Colour) -> Self {
        Self::Strokes { lines: vec![[from.0, from.1, to.0, to.1]], width, colour, dashes: None }
    }

    /// A line of text at a baseline.
    pub fn text(faces: &Faces, style: Style, text: &str, align: Align, (x, y): (f32, f32)) -> Self {
        let text = faces.shape(style.face, style.size, text);
        Self::shaped(faces, style, text, align, (x, y))
    }

    /// The same of text that was shaped. Spaces at its end do not count for its place.
    pub fn shaped(faces: &Faces, style: Style, text: Shaped, align: Align, (x, y): (f32, f32)) -> Self {
        let width = measure(faces, style, text.text().trim_end_matches(' '));
        let x = match align {
            Align::Left => x,
            Align::Middle => x - width / 2.0,
            Align::Right => x - width,
        };
        Self::Text { x, y, text, colour: style.colour }
    }

    /// Diagonal lines across an area: something is missing here.
    pub fn hatch(areas: &[Area], colour: Colour) -> Self {
        const GAP: f32 = 3.0;
        let mut lines = Vec::new();
        for area in areas {
            // Lines x + y = c, so that the hatches of neighbours meet.
            let mut c = ((area.x + area.y) / GAP).ceil() * GAP;
            while c < area.right() + area.bottom() {
                let (from, to) = (area.x.max(c - area.bottom()), area.right().min(c - area.y));
                lines.push([from, c - from, to, c - to]);
                c += GAP;
            }
        }
        Self::Strokes { lines, width: 0.4, colour, dashes: None }
    }
}
