//! The structure of the document for those who do not see it: headings, paragraphs, tables, figures with their texts.

use super::mark::Area;

/// What a part of the document is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A section.
    Section,
    /// A heading of a level from 1, with its text.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// Items.
    List,
    /// One of them.
    Item,
    /// A table; its summary.
    Table(String),
    /// Rows with the names of the columns.
    Head,
    /// The other rows.
    Body,
    /// A row.
    Row,
    /// The name of a column.
    ColumnName,
    /// The name of a row.
    RowName,
    /// A cell.
    Cell,
    /// A picture: what it says, the page and where it is.
    Figure(String, usize, Area),
}

/// The number of a piece of content, in the order in which it was drawn.
pub type Piece = usize;

/// What a node holds, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Child {
    /// Another node.
    Node(usize),
    /// Content of a page.
    Piece(Piece),
}

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it holds.
    pub children: Vec<Child>,
}

/// All nodes, and which ones are open.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    roots: Vec<Child>,
    open: Vec<usize>,
}

impl Tree {
    /// Begins a node inside the one that is open.
    pub fn open(&mut self, role: Role) {
        let node = self.nodes.len();
        self.nodes.push(Node { role, children: Vec::new() });
        self.put(Child::Node(node));
        self.open.push(node);
    }

    /// Ends the node that was begun last.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// Content of the node that is open.
    pub fn put(&mut self, child: Child) {
        match self.open.last().and_then(|node| self.nodes.get_mut(*node)) {
            Some(node) => node.children.push(child),
            None => self.roots.push(child),
        }
    }

    /// What is in no other node.
    pub fn roots(&self) -> &[Child] {
        &self.roots
    }

    /// A node by its number.
    pub fn node(&self, number: usize) -> Option<&Node> {
        self.nodes.get(number)
    }
}
