//! The cover: which building, which period, its fingerprint, five figures.

use crate::{
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            lines::{lines, measure},
            mark::{Align, Area, Mark},
            style::{
                BOTTOM, BRAND, FIGURE, LABEL, LEFT, LINE, NOTE, RIGHT, SUBHEADING, SUBTITLE, Style, TITLE, TOP, WIDTH,
            },
            tree::Role,
        },
        pictures::labelled,
        reader::Reader,
    },
    views::{
        format::{date, date_long, day_month, day_time, energy, fill, kilograms, money, power, price_per_kwh, time},
        report::{Block, PageFigure, Picture},
        shared::{ComparedWith, Comparison, Fingerprint},
    },
};
use chrono::Days;

/// Height of a day of the fingerprint.
const DAY: f32 = 10.0;

/// Fills the first page.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let report = reader.report;
    emblem(flow);
    flow.y = TOP + 60.0;
    let kind = td_string!(reader.locale, report.cover.kind);
    flow.inside(Role::Section, |flow| {
        flow.paragraph(LABEL.in_colour(BRAND), &report.organisation);
        flow.heading(1, &report.building.name, title_style(flow, &report.building.name));
        let until = report.until.map(|day| {
            let text = td_string!(reader.locale, report.cover.until);
            format!(", {}", fill(text, &[("day", &day_month(day, reader.language))]))
        });
        flow.paragraph(SUBTITLE, &format!("{kind} – {}{}", reader.period(), until.unwrap_or_default()));
        flow.paragraph(NOTE, &format!("{}, {}", report.building.address, report.building.town));
        flow.y += 16.0;
        figures(reader, flow);
        flow.y += 20.0;
        flow.heading(2, td_string!(reader.locale, report.cover.fingerprint_title), SUBHEADING);
        flow.y += 4.0;
        match report.fingerprint.as_ref().filter(|of| of.days() > 0) {
            Some(of) => picture(reader, flow, of),
            None => flow.paragraph(NOTE, td_string!(reader.locale, report.cover.fingerprint_none)),
        }
        let dates = dates(reader);
        flow.y = BOTTOM - 2.0 * NOTE.leading;
        for text in &dates {
            flow.say(Block::Paragraph { text: text.clone(), note: true });
            flow.inside(Role::Paragraph, |flow| flow.text(NOTE, text, LEFT, WIDTH));
        }
    });
    flow.turn();
}

/// A name of many lines is set smaller.
fn title_style(flow: &Flow<'_>, name: &str) -> Style {
    if lines(flow.faces, TITLE, name, WIDTH).len() > 2 { Style { size: 20.0, leading: 25.0, ..TITLE } } else { TITLE }
}

/// The façade whose windows are a day's curve, and the product's name.
fn emblem(flow: &mut Flow<'_>) {
    const CURVE: [u8; 8] = [2, 1, 2, 4, 3, 3, 5, 4];
    let mut windows = Vec::new();
    for (column, lit) in (0_u8..).zip(CURVE) {
        for storey in 0..lit {
            let (x, y) = (LEFT + f32::from(column) * 4.0, TOP + 24.0 - f32::from(storey) * 5.0);
            windows.push(Area { x, y, width: 2.8, height: 3.6 });
        }
    }
    let name = Mark::text(flow.faces, SUBHEADING.in_colour(BRAND), "Syndiwatt", Align::Left, (LEFT + 40.0, TOP + 27.0));
    flow.ornament(vec![Mark::Fill { areas: windows, colour: BRAND }, name]);
    flow.ornament(vec![Mark::line((LEFT, TOP + 36.0), (RIGHT, TOP + 36.0), 0.6, LINE)]);
}

/// Label, value, and what the value rests on; side by side, all values in one size.
fn figures(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let figures = values(reader);
    let unknown = td_string!(reader.locale, report.cover.unknown);
    let page = figures.iter().map(|(label, value, remark)| PageFigure {
        label: (*label).to_owned(),
        value: value.clone().unwrap_or_else(|| unknown.to_owned()),
        remark: remark.clone().unwrap_or_default(),
    });
    flow.say(Block::Figures(page.collect()));
    let (top, width) = (flow.y, WIDTH / 5.0);
    let widest = figures.iter().filter_map(|figure| Some(measure(flow.faces, FIGURE, figure.1.as_ref()?)));
    let size = FIGURE.size * ((width - 10.0) / widest.fold(0.0, f32::max)).min(1.0);
    let mut x = LEFT;
    for (label, value, remark) in figures {
        let style = if value.is_some() { Style { size, ..FIGURE } } else { NOTE };
        let value = value.unwrap_or_else(|| unknown.to_owned());
        let line = |style: Style, text: &str, y: f32| {
            let at = (x, y + style.baseline());
            Mark::text(flow.faces, style, text, Align::Left, at)
        };
        let mut marks = vec![
            line(LABEL, label, top),
            line(Style { leading: FIGURE.leading, ..style }, &value, top + LABEL.leading),
        ];
        if let Some(remark) = remark {
            let style = narrowed(flow, LABEL, &remark, width - 10.0);
            marks.push(line(style, &remark, top + LABEL.leading + FIGURE.leading));
        }
        flow.inside(Role::Paragraph, |flow| flow.draw(marks));
        x += width;
    }
    flow.y = top + 2.0 * LABEL.leading + FIGURE.leading;
}

/// Name, value, remark.
type Figure = (&'static str, Option<String>, Option<String>);

fn values(reader: &Reader<'_>) -> [Figure; 5] {
    let (report, language, locale) = (reader.report, reader.language, reader.locale);
    let totals = &report.totals;
    let last_year =
        report.comparisons.iter().find(|with| with.with == ComparedWith::LastYear && with.percent.is_some());
    let of_days = td_string!(locale, report.cover.days);
    let days = [("whole", reader.count(totals.days_whole)), ("elapsed", reader.count(totals.days_elapsed))];
    let [whole, elapsed] = &days;
    let against = |with: &Comparison| {
        fill(td_string!(locale, report.cover.against), &[("reference", &energy(with.reference, language))])
    };
    let price = report.cost.as_ref().and_then(|cost| cost.per_kwh).map(|price| price_per_kwh(price, language));
    [
        (
            td_string!(locale, report.cover.consumption),
            totals.consumption.map(|value| energy(value, language)),
            totals.consumption.map(|_| fill(of_days, &[(whole.0, &whole.1), (elapsed.0, &elapsed.1)])),
        ),
        (
            td_string!(locale, report.cover.change),
            last_year.map(|with| reader.signed(with.percent)),
            last_year.map(against),
        ),
        (td_string!(locale, report.cover.cost), report.cost.as_ref().map(|cost| money(cost.gross, language)), price),
        (
            td_string!(locale, report.cover.carbon),
            report.carbon.as_ref().map(|carbon| kilograms(carbon.grams, language)),
            None,
        ),
        (
            td_string!(locale, report.cover.max),
            totals.max.as_ref().map(|max| power(max.watts, language)),
            totals.max.as_ref().map(|max| day_time(&max.at, language)),
        ),
    ]
}

/// Smaller when it would not fit into the width.
fn narrowed(flow: &Flow<'_>, style: Style, text: &str, width: f32) -> Style {
    Style { size: style.size * (width / measure(flow.faces, style, text).max(1.0)).min(1.0), ..style }
}

fn picture(reader: &Reader<'_>, flow: &mut Flow<'_>, of: &Fingerprint) {
    let days = of.days();
    let last = of.first_day.checked_add_days(Days::new(days.saturating_sub(1) as u64)).unwrap_or(of.first_day);
    let text = td_string!(reader.locale, report.cover.fingerprint);
    let caption = fill(text, &[("days", &days), ("last", &date(last, reader.language))]);
    #[expect(clippy::cast_precision_loss, reason = "about thirty days")]
    let height = (days as f32 * DAY + 13.0).min(BOTTOM - flow.y - 90.0);
    flow.say(Block::Picture(Picture::Fingerprint(of.clone()), caption.clone()));
    flow.figure(height, caption.clone(), |faces, area| labelled(faces, of, area, reader.language));
    flow.y += 8.0;
    flow.paragraph(NOTE, &caption);
}

/// How far the data reach, and when the report was made.
fn dates(reader: &Reader<'_>) -> [String; 2] {
    let (locale, language, made) = (reader.locale, reader.language, &reader.report.generated);
    let moment = format!("{}, {}", date_long(made.day, language), time(made, language));
    let data = match (reader.report.freshness.through, &reader.report.freshness.received) {
        (Some(day), Some(at)) => fill(
            td_string!(locale, report.cover.data_received),
            &[("day", &date(day, language)), ("at", &day_time(at, language))],
        ),
        (Some(day), None) => fill(td_string!(locale, report.cover.data), &[("day", &date(day, language))]),
        (None, _) => td_string!(locale, report.cover.data_none).to_owned(),
    };
    [format!("{data}."), format!("{}.", fill(td_string!(locale, report.cover.made), &[("moment", &moment)]))]
}
