//! How the figures came about.

use crate::{
    i18n::td_string,
    reports::{pdf::flow::Flow, reader::Reader},
    views::format::fill,
};

/// Sentences.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let (locale, report) = (reader.locale, reader.report);
    let sentences = [
        fill(td_string!(locale, report.method.source), &[("zone", &report.building.zone)]),
        td_string!(locale, report.method.days).to_owned(),
        td_string!(locale, report.method.missing).to_owned(),
        td_string!(locale, report.method.compare).to_owned(),
        td_string!(locale, report.method.fingerprint).to_owned(),
        td_string!(locale, report.method.rounding).to_owned(),
        fill(td_string!(locale, report.method.more), &[("link", &report.link)]),
    ];
    flow.section(td_string!(locale, report.method.heading), 80.0, |flow| flow.list(&sentences));
}
