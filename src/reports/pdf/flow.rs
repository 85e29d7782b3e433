//! The pages of a document as they fill from top to bottom.

use super::{
    face::Faces,
    lines::lines,
    mark::{Align, Area, Mark},
    style::{BODY, BOTTOM, HEADING, LEFT, LINE, RIGHT, SUBHEADING, Style, TOP, WIDTH},
    tree::{Child, Piece, Role, Tree},
};
use crate::views::report::Block;

/// What is on a page, in the order in which it is drawn.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Marks with the number of their piece; `None`: ornament, which nobody needs to hear of.
    pub content: Vec<(Option<Piece>, Vec<Mark>)>,
}

/// A place that readers can jump to.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// The heading.
    pub title: String,
    /// From 0.
    pub page: usize,
    /// Its upper edge.
    pub y: f32,
}

/// A document that is being written.
pub struct Flow<'a> {
    /// The faces it is set in.
    pub faces: &'a Faces,
    /// Where the next thing goes.
    pub y: f32,
    pages: Vec<Page>,
    tree: Tree,
    bookmarks: Vec<Bookmark>,
    blocks: Vec<Block>,
    pieces: Piece,
}

/// A document that is written.
pub struct Composed {
    /// Its sheets.
    pub pages: Vec<Page>,
    /// Its structure.
    pub tree: Tree,
    /// Where readers can jump to.
    pub bookmarks: Vec<Bookmark>,
    /// The same words without sheets.
    pub blocks: Vec<Block>,
}

impl<'a> Flow<'a> {
    /// One empty page.
    pub fn new(faces: &'a Faces) -> Self {
        let pages = vec![Page::default()];
        let (tree, bookmarks, blocks) = (Tree::default(), Vec::new(), Vec::new());
        Self { faces, y: TOP, pages, tree, bookmarks, blocks, pieces: 0 }
    }

    /// What was written.
    pub fn finish(self) -> Composed {
        let Self { pages, tree, bookmarks, blocks, .. } = self;
        Composed { pages, tree, bookmarks, blocks }
    }

    /// Keeps what is said without sheets. Headings, paragraphs, lists and tables do so themselves.
    pub fn say(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Number of the current page, from 0.
    pub fn page(&self) -> usize {
        self.pages.len() - 1
    }

    /// Goes to the top of a new page.
    pub fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    /// Turns the page when less than `height` is left on it; whether it did.
    pub fn room(&mut self, height: f32) -> bool {
        let turns = self.y + height > BOTTOM && self.y > TOP;
        if turns {
            self.turn();
        }
        turns
    }

    /// Leaves a gap, except at the top of a page.
    pub fn skip(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// Content with a role.
    pub fn inside(&mut self, role: Role, write: impl FnOnce(&mut Self)) {
        self.tree.open(role);
        write(self);
        self.tree.close();
    }

    /// Draws content of the open node.
    pub fn draw(&mut self, marks: Vec<Mark>) {
        if !marks.is_empty() {
            self.tree.put(Child::Piece(self.pieces));
            self.push(Some(self.pieces), marks);
            self.pieces += 1;
        }
    }

    /// Draws what says nothing: lines, grounds.
    pub fn ornament(&mut self, marks: Vec<Mark>) {
        self.push(None, marks);
    }

    fn push(&mut self, piece: Option<Piece>, marks: Vec<Mark>) {
        if let Some(page) = self.pages.last_mut() {
            page.content.push((piece, marks));
        }
    }

    /// A picture of a height, as wide as the text. `text` says what it shows.
    pub fn figure(&mut self, height: f32, text: String, draw: impl FnOnce(&Faces, Area) -> Vec<Mark>) {
        self.room(height);
        let area = Area { x: LEFT, y: self.y, width: WIDTH, height };
        self.figure_at(area, text, draw);
        self.y += height;
    }

    /// A picture at a place of this page.
    pub fn figure_at(&mut self, area: Area, text: String, draw: impl FnOnce(&Faces, Area) -> Vec<Mark>) {
        let (faces, page) = (self.faces, self.page());
        self.inside(Role::Figure(text, page, area), |flow| flow.draw(draw(faces, area)));
    }

    /// A section with its heading; it begins on this page only when `height` is left below the heading.
    pub fn section(&mut self, title: &str, height: f32, write: impl FnOnce(&mut Self)) {
        self.skip(26.0);
        self.room(height + HEADING.leading + 12.0);
        self.inside(Role::Section, |flow| {
            flow.bookmarks.push(Bookmark { title: title.to_owned(), page: flow.page(), y: flow.y - 8.0 });
            flow.ornament(vec![Mark::line((LEFT, flow.y), (RIGHT, flow.y), 0.6, LINE)]);
            flow.y += 8.0;
            flow.heading(1, title, HEADING);
            flow.y += 4.0;
            write(flow);
        });
    }

    /// The heading of a part of a section, with at least `height` below it on the same page.
    pub fn part(&mut self, title: &str, height: f32) {
        self.skip(12.0);
        self.room(height + SUBHEADING.leading + 4.0);
        self.heading(2, title, SUBHEADING);
        self.y += 3.0;
    }

    /// A heading without a bookmark.
    pub fn heading(&mut self, level: u16, title: &str, style: Style) {
        self.say(Block::Heading(level, title.to_owned()));
        self.inside(Role::Heading(level, title.to_owned()), |flow| flow.text(style, title, LEFT, WIDTH));
    }

    /// A paragraph over the whole width.
    pub fn paragraph(&mut self, style: Style, text: &str) {
        self.say(Block::Paragraph { text: text.to_owned(), note: style.size < BODY.size });
        self.inside(Role::Paragraph, |flow| flow.text(style, text, LEFT, WIDTH));
        self.y += 4.0;
    }

    /// Sentences one below the other, each with a dash.
    pub fn list(&mut self, items: &[String]) {
        const INDENT: f32 = 14.0;
        self.say(Block::List(items.to_vec()));
        self.inside(Role::List, |flow| {
            for item in items {
                flow.room(BODY.leading * 2.0);
                let dash = Mark::text(flow.faces, BODY, "–", Align::Left, (LEFT, flow.y + BODY.baseline()));
                flow.ornament(vec![dash]);
                flow.inside(Role::Item, |flow| flow.text(BODY, item, LEFT + INDENT, WIDTH - INDENT));
                flow.y += 3.0;
            }
        });
        self.y += 4.0;
    }

    /// Lines of text in a column, over as many pages as they need.
    pub fn text(&mut self, style: Style, text: &str, x: f32, width: f32) {
        let mut marks = Vec::new();
        for line in lines(self.faces, style, text, width) {
            if self.y + style.leading > BOTTOM {
                self.draw(std::mem::take(&mut marks));
                self.turn();
            }
            let at = (x, self.y + style.baseline());
            marks.push(Mark::shaped(self.faces, style, line, Align::Left, at));
            self.y += style.leading;
        }
        self.draw(marks);
    }
}
