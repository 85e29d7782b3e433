//! Lists of day colours (Tempo): one day a line, or a saved answer of RTE's calendar.
//!
//! A line holds a day and a colour, with a semicolon, comma, tab or space between: `2026-11-21;rouge`. RTE's answer is
//! `{"tempo_like_calendars":{"values":[{"start_date":"2026-11-21T00:00:00+01:00","value":"RED"}]}}`, or the values as a
//! list without the object around them; a gateway's is `{"2026-11-21":"red"}`. Days are Paris days.

use crate::{
    analytics::zone::Zone,
    domain::{
        tariff::Colour,
        time::{Instant, LocalDay},
    },
    views::form,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A day's colour and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Number of the line, or of RTE's value; counting from 1.
    pub line: u32,
    /// The day.
    pub day: LocalDay,
    /// Its colour.
    pub colour: Colour,
}

/// Reads a list.
///
/// # Errors
/// The lines that hold no day and colour. A first line without digits and colours is a heading.
pub fn read(text: &str) -> Result<Vec<Listed>, Vec<u32>> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return calendar(text);
    }
    let (mut listed, mut broken) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match of_line(line) {
            Some((day, colour)) => listed.push(Listed { line: number, day, colour }),
            None if number == 1 && is_heading(line) => {}
            None => broken.push(number),
        }
    }
    if broken.is_empty() { Ok(listed) } else { Err(broken) }
}

fn is_heading(line: &str) -> bool {
    !line.bytes().any(|b| b.is_ascii_digit()) && words(line).all(|word| named(word).is_none())
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split([';', ',', '\t', ' ']).map(|word| word.trim().trim_matches('"')).filter(|word| !word.is_empty())
}

fn of_line(line: &str) -> Option<(LocalDay, Colour)> {
    let words: Vec<&str> = words(line).collect();
    let [day, colour] = words.as_slice() else { return None };
    Some((form::day(day)?, named(colour)?))
}

/// In French, Dutch, English, and as RTE writes it.
fn named(word: &str) -> Option<Colour> {
    Some(match word.to_lowercase().trim_start_matches("tempo_") {
        "bleu" | "bleue" | "blauw" | "blue" => Colour::Blue,
        "blanc" | "blanche" | "wit" | "white" => Colour::White,
        "rouge" | "rood" | "red" => Colour::Red,
        _ => return None,
    })
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Rte { tempo_like_calendars: Calendars },
    Gateway(BTreeMap<String, String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Calendars {
    Object { values: Vec<Value> },
    List(Vec<Value>),
}

#[derive(Deserialize)]
struct Value {
    start_date: String,
    value: String,
}

fn calendar(text: &str) -> Result<Vec<Listed>, Vec<u32>> {
    let answer: Answer =
        serde_json::from_str(text).map_err(|error| vec![u32::try_from(error.line().max(1)).unwrap_or_default()])?;
    let values = match answer {
        Answer::Rte { tempo_like_calendars: Calendars::Object { values } | Calendars::List(values) } => values,
        Answer::Gateway(days) if days.is_empty() => return Err(vec![1]),
        Answer::Gateway(days) => days.into_iter().map(|(start_date, value)| Value { start_date, value }).collect(),
    };
    let (mut listed, mut broken) = (Vec::new(), Vec::new());
    for (line, Value { start_date, value }) in (1..).zip(values) {
        match paris_day(&start_date).zip(named(&value)) {
            Some((day, colour)) => listed.push(Listed { line, day, colour }),
            None => broken.push(line),
        }
    }
    if broken.is_empty() { Ok(listed) } else { Err(broken) }
}

/// A day, or an instant with any offset.
fn paris_day(text: &str) -> Option<LocalDay> {
    match chrono::DateTime::parse_from_rfc3339(text) {
        Ok(at) => Some(Zone::PARIS.day(Instant(at.timestamp()))),
        Err(_) => form::day(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Result<Vec<(u32, String, Colour)>, Vec<u32>> {
        read(text).map(|listed| listed.iter().map(|of| (of.line, of.day.to_string(), of.colour)).collect())
    }

    #[test]
    fn lines_as_people_have_them() {
        let text = "\u{feff}Date;Couleur\r\n2026-11-21;Rouge\r\n\r\n22/11/2026\tBLEU\n\"2026-11-23\",\"TEMPO_BLANC\"\n24.11.2026 wit\n";
        let day = |day: u32| format!("2026-11-{day}");
        let expected = [(2, 21, Colour::Red), (4, 22, Colour::Blue), (5, 23, Colour::White), (6, 24, Colour::White)];
        assert_eq!(seen(text), Ok(expected.map(|(line, of, colour)| (line, day(of), colour)).to_vec()));
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn every_broken_line_is_named() {
        assert_eq!(seen("2026-11-21;rouge\n2026-11-31;rouge\n2026-11-22;vert\nhier;bleu"), Err(vec![2, 3, 4]));
        assert_eq!([seen("2026-11-21"), seen("demain;bleu")], [Err(vec![1]), Err(vec![1])]);
    }

    #[test]
    fn an_answer_of_rte() {
        let text = r#"{"tempo_like_calendars":{"start_date":"2026-11-21T00:00:00+01:00","end_date":"2026-11-23T00:00:00+01:00",
            "values":[{"start_date":"2026-11-22T00:00:00+01:00","end_date":"2026-11-23T00:00:00+01:00","value":"WHITE"},
            {"start_date":"2026-11-21T00:00:00+01:00","end_date":"2026-11-22T00:00:00+01:00","value":"RED"}]}}"#;
        let expected = [(1, "2026-11-22".to_owned(), Colour::White), (2, "2026-11-21".to_owned(), Colour::Red)];
        assert_eq!(seen(text), Ok(expected.to_vec()));
        assert_eq!(seen(r#"{"tempo_like_calendars":7}"#), Err(vec![1]));
        assert_eq!(seen(&text.replace("RED", "GREEN")), Err(vec![2]));
    }

    #[test]
    fn answers_of_others() {
        let red = |line| Ok(vec![(line, "2026-11-21".to_owned(), Colour::Red)]);
        let list = r#"{"tempo_like_calendars":[{"start_date":"2026-11-21T00:00:00+01:00","value":"RED"}]}"#;
        assert_eq!(seen(list), red(1));
        assert_eq!(seen(&list.replace("21T00:00:00+01:00", "20T23:00:00Z")), red(1), "the same instant in UTC");
        assert_eq!(seen(r#"{"2026-11-21":"red"}"#), red(1));
        assert_eq!(seen(r#"{"tempo_like_calendars":[]}"#), Ok(Vec::new()));
        assert_eq!([seen(r#"{"2026-11-21":"green"}"#), seen("{}")], [Err(vec![1]), Err(vec![1])]);
    }
}
