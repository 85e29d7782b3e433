//! The report of a month in words: what is attached, and where the same figures are.

use super::{Block, ReportNews, locale_of};
use crate::{
    i18n::td_string,
    views::format::{Language, fill, period_label},
};

fn filled(text: &str, news: &ReportNews, language: Language) -> String {
    fill(text, &[("building", &news.building), ("month", &period_label(news.month, language))])
}

/// The subject line.
pub(super) fn subject(news: &ReportNews, language: Language) -> String {
    filled(td_string!(locale_of(language), notices.report_subject), news, language)
}

/// What the message says.
pub(super) fn block(news: &ReportNews, language: Language) -> Block {
    let locale = locale_of(language);
    Block {
        title: subject(news, language),
        severity: None,
        lines: vec![
            filled(td_string!(locale, notices.report_lead), news, language),
            td_string!(locale, notices.report_more).to_owned(),
        ],
        facts: Vec::new(),
        lists: Vec::new(),
        link: Some((td_string!(locale, notices.report_open).to_owned(), news.link.clone())),
    }
}
