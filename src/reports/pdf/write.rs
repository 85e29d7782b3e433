//! Pages, structure and bookmarks as a file: PDF/A-2a and PDF/UA-1.

use super::{
    flow::{Bookmark, Page},
    mark::{Area, Mark},
    style::{Colour, SHEET_HEIGHT, SHEET_WIDTH},
    tree::{Child, Role, Tree},
};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke, StrokeDash},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
        TagGroup, TagKind, TagTree,
    },
};
use std::num::NonZeroU16;

/// What readers are told about a file.
pub struct About {
    /// The title of the window.
    pub title: String,
    /// BCP 47.
    pub language: &'static str,
    /// Who made it.
    pub author: String,
    /// What it is about.
    pub description: String,
    /// Local time: year, month, day, hour, minute.
    pub date: (u16, u8, u8, u8, u8),
}

/// Writes the file. The texts of errors are for the log.
pub fn write(pages: &[Page], tree: &Tree, bookmarks: &[Bookmark], about: About) -> Result<Vec<u8>, String> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut drawn: Vec<Option<Identifier>> = Vec::new();
    for page in pages {
        let size = PageSettings::from_wh(SHEET_WIDTH, SHEET_HEIGHT).ok_or("the size of the sheet")?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        for (piece, marks) in &page.content {
            let tag = match piece {
                Some(_) if marks.iter().all(|mark| matches!(mark, Mark::Text { .. })) => {
                    ContentTag::Span(SpanTag::empty())
                }
                Some(_) => ContentTag::Other,
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            };
            let identifier = surface.start_tagged(tag);
            marks.iter().for_each(|mark| draw(&mut surface, mark));
            surface.end_tagged();
            if let Some(piece) = piece {
                drawn.resize(drawn.len().max(piece + 1), None);
                drawn.get_mut(*piece).map(|place| place.replace(identifier));
            }
        }
        surface.finish();
        sheet.finish();
    }
    let mut tags = TagTree::new().with_lang(Some(about.language.to_owned()));
    tree.roots().iter().filter_map(|child| node(tree, &drawn, *child)).for_each(|child| tags.push(child));
    document.set_tag_tree(tags);
    let mut outline = Outline::new();
    for bookmark in bookmarks {
        let place = XyzDestination::new(bookmark.page, Point::from_xy(0.0, bookmark.y));
        outline.push_child(OutlineNode::new(bookmark.title.clone(), place));
    }
    document.set_outline(outline);
    document.set_metadata(metadata(about));
    document.finish().map_err(|error| format!("{error:?}"))
}

fn metadata(about: About) -> Metadata {
    let (year, month, day, hour, minute) = about.date;
    Metadata::new()
        .title(about.title)
        .language(about.language.to_owned())
        .authors(vec![about.author])
        .description(about.description)
        .creator("Syndiwatt".to_owned())
        .producer("Syndiwatt".to_owned())
        .creation_date(DateTime::new(year).month(month).day(day).hour(hour).minute(minute))
}

/// A node of the structure with everything below it; `None` for what was not drawn.
fn node(tree: &Tree, drawn: &[Option<Identifier>], child: Child) -> Option<Node> {
    let number = match child {
        Child::Piece(piece) => return drawn.get(piece).copied().flatten().map(Node::from),
        Child::Node(number) => number,
    };
    let node_of = tree.node(number)?;
    let children = node_of.children.iter().filter_map(|child| node(tree, drawn, *child)).collect();
    let group = match &node_of.role {
        Role::Item => TagGroup::with_children(Tag::LI, vec![TagGroup::with_children(Tag::LBody, children).into()]),
        role => TagGroup::with_children(tag(role), children),
    };
    Some(group.into())
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Section => Tag::Section.into(),
        Role::Heading(level, text) => {
            // The standard wants a title, even of a heading without letters.
            let text = if text.trim().is_empty() { "–" } else { text };
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(text.to_owned())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Table(summary) => Tag::Table.with_summary(Some(summary.clone())).into(),
        Role::Head => Tag::THead.into(),
        Role::Body => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowName => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(text, page, area) => {
            let place = rectangle(*area).map(|area| BBox::new(*page, area));
            Tag::Figure(Some(text.clone())).with_bbox(place).into()
        }
    }
}

fn rectangle(area: Area) -> Option<Rect> {
    Rect::from_xywh(area.x, area.y, area.width, area.height)
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Text { x, y, text, colour } => {
            surface.set_fill(Some(fill(*colour)));
            surface.set_stroke(None);
            let at = Point::from_xy(*x, *y);
            surface.draw_glyphs(at, text.glyphs(), text.font.clone(), text.text(), text.size, false);
        }
        Mark::Fill { areas, colour } => {
            surface.set_fill(Some(fill(*colour)));
            surface.set_stroke(None);
            let mut path = PathBuilder::new();
            areas.iter().filter_map(|area| rectangle(*area)).for_each(|area| path.push_rect(area));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Mark::Strokes { lines, width, colour, dashes } => {
            surface.set_fill(None);
            let dash = dashes.map(|length| StrokeDash { array: vec![length, length], offset: 0.0 });
            surface.set_stroke(Some(Stroke { paint: paint(*colour).into(), width: *width, dash, ..Stroke::default() }));
            let mut path = PathBuilder::new();
            for [x, y, to_x, to_y] in lines {
                path.move_to(*x, *y);
                path.line_to(*to_x, *to_y);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}

fn fill(colour: Colour) -> Fill {
    Fill { paint: paint(colour).into(), ..Fill::default() }
}

fn paint((red, green, blue): Colour) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}
