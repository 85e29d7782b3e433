//! The HTML part of an e-mail: tables and inline styles, because mail programs know little else.

use super::words::{Block, Words};
use crate::views::format::Language;
use std::fmt::Write;

const INK: &str = "color:#1d2430";
const SOFT: &str = "color:#5b6472";

/// A whole document in `language`.
#[must_use]
pub fn page(words: &Words, language: Language, unsubscribe: &str) -> String {
    let mut body = String::new();
    paragraph(&mut body, &words.greeting, INK);
    words.intro.iter().for_each(|line| paragraph(&mut body, line, INK));
    words.blocks.iter().for_each(|block| self::block(&mut body, block));
    paragraph(&mut body, &format!("{}\n{}", words.regards, words.team), INK);
    let footer = format!(
        "<p style=\"margin:24px 0 0;font-size:13px;line-height:20px;{SOFT}\">{}<br><a style=\"{SOFT}\" href=\"{}\">{}</a> · \
         <a style=\"{SOFT}\" href=\"{}\">{}</a></p>",
        escape(&words.why),
        escape(&words.settings.1),
        escape(&words.settings.0),
        escape(unsubscribe),
        escape(&words.unsubscribe),
    );
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title></head><body style=\"margin:0;padding:0;background:#f4f2ec\">\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr><td align=\"center\" \
         style=\"padding:24px 12px\"><table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" \
         style=\"width:100%;max-width:600px;background:#ffffff;border:1px solid #d9d5ca\"><tr><td style=\"padding:24px;\
         font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:24px\">{body}{footer}</td></tr></table></td></tr>\
         </table></body></html>",
        lang = language.as_str(),
        title = escape(&words.subject),
    )
}

fn block(out: &mut String, block: &Block) {
    let colour = match block.severity.map(|severity| severity.mark().len()) {
        Some(3) => "#b3261e",
        Some(2) => "#a85b00",
        _ => "#5b6472",
    };
    let title = escape(&block.title);
    let _ = write!(
        out,
        "<h1 style=\"margin:24px 0 8px;padding-left:12px;border-left:4px solid {colour};font-size:20px;line-height:28px;\
         {INK}\">{title}</h1>"
    );
    block.lines.iter().for_each(|line| paragraph(out, line, INK));
    if !block.facts.is_empty() {
        out.push_str("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:16px 0\">");
        for (label, value) in &block.facts {
            let (label, value) = (escape(label), escape(value));
            let _ = write!(
                out,
                "<tr><td style=\"padding:4px 24px 4px 0;{SOFT}\">{label}</td><td style=\"padding:4px 0;{INK}\">\
                 <strong>{value}</strong></td></tr>"
            );
        }
        out.push_str("</table>");
    }
    for (heading, items) in &block.lists {
        let _ = write!(out, "<p style=\"margin:16px 0 4px;{INK}\"><strong>{}</strong></p>", escape(heading));
        let items: String = items.iter().map(|item| format!("<li>{}</li>", escape(item))).collect();
        let _ = write!(out, "<ul style=\"margin:0;padding-left:20px;{INK}\">{items}</ul>");
    }
    if let Some((text, link)) = &block.link {
        let _ = write!(
            out,
            "<p style=\"margin:20px 0\"><a href=\"{}\" style=\"display:inline-block;padding:10px 18px;background:#1d4f91;\
             color:#ffffff;text-decoration:none\">{}</a></p>",
            escape(link),
            escape(text)
        );
    }
}

fn paragraph(out: &mut String, text: &str, style: &str) {
    let _ = write!(out, "<p style=\"margin:0 0 12px;{style}\">{}</p>", escape(text).replace('\n', "<br>"));
}

/// Text as text, also between double quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_bring_markup() {
        assert_eq!(escape("<a href=\"x\">R & D</a>"), "&lt;a href=&quot;x&quot;&gt;R &amp; D&lt;/a&gt;");
    }
}
