//! The foot of every page but the cover: building, period, address, page of pages.

use crate::{
    i18n::td_string,
    reports::{
        pdf::{
            face::Faces,
            flow::Page,
            lines::measure,
            mark::{Align, Mark},
            style::{LABEL, LEFT, LINE, RIGHT, SHEET_HEIGHT, WIDTH},
        },
        reader::Reader,
    },
    views::format::{date, fill},
};

/// From the upper edge of the sheet to the line above the foot.
const LINE_AT: f32 = SHEET_HEIGHT - 52.0;

/// Puts the foot on each page; only now is it known how many there are.
pub fn footers(reader: &Reader<'_>, faces: &Faces, pages: &mut [Page]) {
    let count = pages.len();
    let report = reader.report;
    let made = td_string!(reader.locale, report.footer.made);
    let made = fill(made, &[("day", &date(report.generated.day, reader.language))]);
    for (number, page) in pages.iter_mut().enumerate().skip(1) {
        let of = td_string!(reader.locale, report.footer.page);
        let place = fill(of, &[("page", &(number + 1)), ("pages", &count)]);
        let room = WIDTH - measure(faces, LABEL, &place) - 16.0;
        let what = format!("{} – {}, {made}", report.building.name, reader.period());
        page.content.push((
            None,
            vec![
                Mark::line((LEFT, LINE_AT), (RIGHT, LINE_AT), 0.4, LINE),
                Mark::text(faces, LABEL, &shortened(faces, &what, room), Align::Left, (LEFT, LINE_AT + 12.0)),
                Mark::text(faces, LABEL, &shortened(faces, &report.link, WIDTH), Align::Left, (LEFT, LINE_AT + 22.5)),
                Mark::text(faces, LABEL, &place, Align::Right, (RIGHT, LINE_AT + 12.0)),
            ],
        ));
    }
}

/// What fits into a width, with three points where something was left out.
fn shortened(faces: &Faces, text: &str, width: f32) -> String {
    if measure(faces, LABEL, text) <= width {
        return text.to_owned();
    }
    let mut letters: Vec<char> = text.chars().collect();
    loop {
        letters.pop();
        let short: String = letters.iter().collect::<String>().trim_end().to_owned() + "…";
        if letters.is_empty() || measure(faces, LABEL, &short) <= width {
            return short;
        }
    }
}
