//! Tables: as wide as the text, the head again on each page, rows that stay whole.

use super::{
    face::Shaped,
    flow::Flow,
    lines::{lines, measure, widest_word},
    mark::{Align, Area, Mark},
    style::{BOTTOM, Colour, HEAD, INK, LEFT, LINE, RIGHT, Style, WIDTH},
    tree::Role,
};
use crate::views::report::{Block, PageCell, PageColumn, PageRow, PageTable, Picture};

/// Between columns.
const GAP: f32 = 10.0;
/// The part of a name that must fit on a line.
const NAME_PART: f32 = 0.6;
/// Above and below the text of a row.
const AIR: f32 = 3.5;

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Left for words, right for numbers. A column of numbers is as wide as its widest one.
    pub align: Align,
}

impl Column {
    /// Words.
    pub fn words(name: &str) -> Self {
        Self { name: name.to_owned(), align: Align::Left }
    }

    /// Numbers.
    pub fn numbers(name: &str) -> Self {
        Self { name: name.to_owned(), align: Align::Right }
    }
}

/// What a cell holds.
pub enum Cell {
    /// Text, in lines where it has to.
    Text(String),
    /// Text in a colour.
    Coloured(String, Colour),
    /// A picture of a size, what it says, and what it is drawn from.
    Picture((f32, f32), String, Picture, Box<dyn Fn(Area) -> Vec<Mark>>),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Cell {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Coloured(text, _) => text,
            Self::Picture(..) => "",
        }
    }

    fn page(&self) -> PageCell {
        match self {
            Self::Text(text) => PageCell::Text(text.clone()),
            Self::Coloured(text, _) => PageCell::Loud(text.clone()),
            Self::Picture(_, text, picture, _) => PageCell::Picture(picture.clone(), text.clone()),
        }
    }
}

/// A row; its first cell names it.
pub struct Row {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// How its text is set.
    pub style: Style,
    /// A line above: a sum.
    pub ruled: bool,
}

/// A table.
pub struct Table {
    /// What it shows, for those who do not see it.
    pub summary: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// Draws it at the current place.
    pub fn draw(&self, flow: &mut Flow<'_>) {
        flow.say(Block::Table(self.page()));
        let places = self.places(flow);
        let head = self.columns.iter().map(|column| Cell::Text(column.name.clone())).collect();
        let head = Row { cells: head, style: HEAD, ruled: false };
        let head = laid(flow, &head, &places);
        let rows: Vec<_> = self.rows.iter().map(|row| laid(flow, row, &places)).collect();
        flow.room(head.height + rows.iter().take(2).map(|row| row.height).sum::<f32>());
        flow.inside(Role::Table(self.summary.clone()), |flow| {
            flow.inside(Role::Head, |flow| {
                flow.inside(Role::Row, |flow| self.row(flow, &head, &places, Some(Role::ColumnName)));
            });
            rule(flow, 0.8, INK);
            flow.inside(Role::Body, |flow| {
                for row in &rows {
                    if flow.y + row.height > BOTTOM {
                        flow.turn();
                        self.repeated(flow, &head, &places);
                    }
                    if row.ruled {
                        rule(flow, 0.8, INK);
                    }
                    flow.inside(Role::Row, |flow| self.row(flow, row, &places, None));
                    rule(flow, 0.4, LINE);
                }
            });
        });
        flow.y += 8.0;
    }

    fn page(&self) -> PageTable {
        let column = |of: &Column| PageColumn { name: of.name.clone(), number: of.align != Align::Left };
        let row = |of: &Row| PageRow { cells: of.cells.iter().map(Cell::page).collect(), sum: of.ruled };
        PageTable {
            summary: self.summary.clone(),
            columns: self.columns.iter().map(column).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    /// Left edge and width of each column.
    fn places(&self, flow: &Flow<'_>) -> Vec<(f32, f32)> {
        let widest = |index: usize, of: &dyn Fn(Style, &Cell) -> f32| {
            let cells = self.rows.iter().filter_map(|row| Some(of(row.style, row.cells.get(index)?)));
            cells.fold(0.0, f32::max)
        };
        let whole = |style: Style, cell: &Cell| match cell {
            Cell::Picture((width, _), ..) => *width,
            _ => measure(flow.faces, style, cell.text()),
        };
        let word = |style: Style, cell: &Cell| match cell {
            Cell::Picture((width, _), ..) => *width,
            _ => widest_word(flow.faces, style, cell.text()),
        };
        let columns = self.columns.iter().enumerate();
        let wanted: Vec<f32> = columns
            .clone()
            .map(|(index, column)| {
                // The name of a column of numbers may take two lines.
                let name = match column.align {
                    Align::Left => measure(flow.faces, HEAD, &column.name),
                    _ => widest_word(flow.faces, HEAD, &column.name)
                        .max(measure(flow.faces, HEAD, &column.name) * NAME_PART),
                };
                widest(index, &whole).max(name).ceil()
            })
            .collect();
        let least: Vec<f32> = columns
            .map(|(index, column)| match column.align {
                Align::Left => widest(index, &word).max(widest_word(flow.faces, HEAD, &column.name)).min(120.0).ceil(),
                _ => wanted.get(index).copied().unwrap_or_default(),
            })
            .collect();
        spread(&wanted, &least)
    }

    fn row(&self, flow: &mut Flow<'_>, row: &Laid<'_>, places: &[(f32, f32)], role: Option<Role>) {
        let top = flow.y;
        for (index, ((cell, column), place)) in row.cells.iter().zip(&self.columns).zip(places).enumerate() {
            let role = role.clone().unwrap_or(if index == 0 { Role::RowName } else { Role::Cell });
            flow.y = top + AIR;
            flow.inside(role, |flow| match cell {
                (Cell::Picture((width, height), text, _, draw), _) => {
                    let area = Area { x: place.0, y: flow.y, width: *width, height: *height };
                    flow.figure_at(area, text.clone(), |_, area| draw(area));
                }
                (_, lines) => flow.draw(marks(flow, row.style, lines, column.align, *place)),
            });
        }
        flow.y = top + row.height;
    }

    /// The head on a further page: for the eyes only.
    fn repeated(&self, flow: &mut Flow<'_>, head: &Laid<'_>, places: &[(f32, f32)]) {
        let top = flow.y;
        for (((_, lines), column), place) in head.cells.iter().zip(&self.columns).zip(places) {
            flow.y = top + AIR;
            flow.ornament(marks(flow, head.style, lines, column.align, *place));
        }
        flow.y = top + head.height;
        rule(flow, 0.8, INK);
    }
}

/// A row whose text is broken into lines.
struct Laid<'a> {
    cells: Vec<(&'a Cell, Vec<(Shaped, Colour)>)>,
    style: Style,
    ruled: bool,
    height: f32,
}

#[expect(clippy::cast_precision_loss, reason = "a cell has few lines")]
fn laid<'a>(flow: &Flow<'_>, row: &'a Row, places: &[(f32, f32)]) -> Laid<'a> {
    let broken = |cell: &Cell, width| {
        let colour = if let Cell::Coloured(_, colour) = cell { *colour } else { row.style.colour };
        lines(flow.faces, row.style, cell.text(), width).into_iter().map(|line| (line, colour)).collect::<Vec<_>>()
    };
    let cells: Vec<_> = row.cells.iter().zip(places).map(|(cell, place)| (cell, broken(cell, place.1))).collect();
    let heights = cells.iter().map(|(cell, lines)| match cell {
        Cell::Picture((_, height), ..) => *height,
        _ => lines.len() as f32 * row.style.leading,
    });
    let height = heights.fold(row.style.leading, f32::max) + 2.0 * AIR;
    Laid { cells, style: row.style, ruled: row.ruled, height }
}

/// The marks of a cell's lines from the current height on.
fn marks(flow: &Flow<'_>, style: Style, lines: &[(Shaped, Colour)], align: Align, (x, width): (f32, f32)) -> Vec<Mark> {
    let x = if align == Align::Right { x + width } else { x };
    let mut y = flow.y;
    let shown = lines.iter().filter(|(line, _)| !line.text().is_empty());
    shown
        .map(|(line, colour)| {
            let at = (x, y + style.baseline());
            y += style.leading;
            Mark::shaped(flow.faces, style.in_colour(*colour), line.clone(), align, at)
        })
        .collect()
}

fn rule(flow: &mut Flow<'_>, width: f32, colour: Colour) {
    flow.ornament(vec![Mark::line((LEFT, flow.y), (RIGHT, flow.y), width, colour)]);
}

/// Columns get what they want when there is room, and the first one what is left. Else each gets its least, and the rest
/// is shared by how much more they want.
#[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
fn spread(wanted: &[f32], least: &[f32]) -> Vec<(f32, f32)> {
    let room = WIDTH - GAP * wanted.len().saturating_sub(1) as f32;
    let (sum, bottom) = (wanted.iter().sum::<f32>(), least.iter().sum::<f32>());
    let mut widths: Vec<f32> = if sum <= room {
        wanted.to_vec()
    } else if bottom < room {
        let part = (room - bottom) / (sum - bottom).max(1.0);
        wanted.iter().zip(least).map(|(wanted, least)| least + (wanted - least) * part).collect()
    } else {
        least.iter().map(|least| least * room / bottom).collect()
    };
    let rest = room - widths.iter().sum::<f32>();
    if let Some(first) = widths.first_mut() {
        *first += rest.max(0.0);
    }
    let mut x = LEFT;
    let place = |width: f32| {
        let place = (x, width);
        x += width + GAP;
        place
    };
    widths.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(places: &[(f32, f32)]) -> f32 {
        places.last().map_or(0.0, |(x, width)| x + width - LEFT)
    }

    #[test]
    fn a_table_is_as_wide_as_the_text() {
        for (wanted, least) in [([50.0, 40.0, 30.0], [50.0, 40.0, 30.0]), ([900.0, 40.0, 30.0], [60.0, 40.0, 30.0])] {
            let places = spread(&wanted, &least);
            assert!((width(&places) - WIDTH).abs() < 0.01, "{places:?}");
            assert!((places.last().unwrap().1 - 30.0).abs() < 0.01);
        }
        assert!(width(&spread(&[400.0; 3], &[400.0; 3])) < WIDTH + 0.01);
    }
}
