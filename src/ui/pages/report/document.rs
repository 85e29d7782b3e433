//! What the report says: the words of the document in its order, as headings, sentences and tables of the page.

use super::picture::Drawing;
use crate::{
    i18n::*,
    ui::format::{Language, use_language},
    views::report::{Block, PageCell, PageColumn, PageFigure, PageRow, PageTable, ReportPage},
};
use leptos::{either::EitherOf3, prelude::*};

/// The report, in its own language.
#[component]
pub(super) fn Document(page: ReportPage) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let language = page.language;
    let lang = (language != use_language()).then(|| language.as_str());
    let blocks: Vec<_> = page.blocks.into_iter().map(|block| piece(block, page.language)).collect();
    view! {
        <section class="report" aria-label=td_string!(locale, reports.preview)>
            <article lang=lang>{blocks}</article>
        </section>
    }
}

fn piece(block: Block, language: Language) -> AnyView {
    match block {
        Block::Heading(1, text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Heading(_, text) => view! { <h3>{text}</h3> }.into_any(),
        Block::Paragraph { text, note } => view! { <p class=note.then_some("note")>{text}</p> }.into_any(),
        Block::Figures(figures) => view! { <Figures figures /> }.into_any(),
        Block::List(items) => {
            let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
            view! { <ul>{items}</ul> }.into_any()
        }
        Block::Table(table) => view! { <Table table language /> }.into_any(),
        Block::Picture(picture, text) => view! { <Drawing picture text language large=true /> }.into_any(),
    }
}

#[component]
fn Figures(figures: Vec<PageFigure>) -> impl IntoView {
    let figures = figures.into_iter().map(|PageFigure { label, value, remark }| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd class="figure">{value}</dd>
                <dd class="under">{remark}</dd>
            </div>
        }
    });
    view! { <dl class="report-figures">{figures.collect_view()}</dl> }
}

#[component]
fn Table(table: PageTable, language: Language) -> impl IntoView {
    let PageTable { summary, columns, rows } = table;
    let name = |column: &PageColumn| {
        view! { <th scope="col" class=column.number.then_some("number")>{column.name.clone()}</th> }
    };
    let names: Vec<_> = columns.iter().map(name).collect();
    let shades = rows.iter().any(|row| row.cells.iter().any(|cell| matches!(cell, PageCell::Shade(..))));
    let class = if shades { "shades" } else { "" };
    let label = summary.clone();
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Line row columns=columns.clone() language /> }).collect();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=label>
            <table class=class>
                <caption class="for-listeners">{summary}</caption>
                <thead>
                    <tr>{names}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(row: PageRow, columns: Vec<PageColumn>, language: Language) -> impl IntoView {
    let cells: Vec<_> = row
        .cells
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(place, (cell, column))| view! { <Cell cell named=place == 0 number=column.number language /> })
        .collect();
    view! { <tr class=row.sum.then_some("sum")>{cells}</tr> }
}

#[component]
fn Cell(cell: PageCell, named: bool, number: bool, language: Language) -> impl IntoView {
    let (class, content) = match cell {
        PageCell::Text(text) => (String::new(), EitherOf3::A(text)),
        PageCell::Loud(text) => ("loud".to_owned(), EitherOf3::A(text)),
        PageCell::Shade(text, Some(level)) => (format!("shade level-{level}"), EitherOf3::B(text)),
        PageCell::Shade(text, None) => ("shade unknown".to_owned(), EitherOf3::B(text)),
        PageCell::Picture(picture, text) => {
            (String::new(), EitherOf3::C(view! { <Drawing picture text language large=false /> }))
        }
    };
    let class = if number { format!("number {class}") } else { class };
    if named {
        view! {
            <th scope="row" class=class>
                {content}
            </th>
        }
        .into_any()
    } else {
        view! { <td class=class>{content}</td> }.into_any()
    }
}
