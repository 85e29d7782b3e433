//! What messages say, in their reader's language. Facts come in, finished sentences go out; every way of sending takes
//! the same ones.

mod alert;
mod quantity;
mod report;
mod topic;

use crate::{
    domain::{anomaly::Severity, notice::AlertChange, time::Period},
    i18n::{Locale, td_string},
    views::format::{Language, fill},
};
use std::fmt::Write;

/// One change of an alert with the names that it is told with.
#[derive(Clone, Debug)]
pub struct News {
    /// What has changed.
    pub change: AlertChange,
    /// Name of the building.
    pub building: String,
    /// Label of the meter, or its number where it has none; `None` when it is about the building as a whole.
    pub meter: Option<String>,
    /// The page that shows it.
    pub link: String,
}

/// The report of a month.
#[derive(Clone, Debug)]
pub struct ReportNews {
    /// Name of the building.
    pub building: String,
    /// Which month.
    pub month: Period,
    /// The page that shows it.
    pub link: String,
}

/// What a message is about.
#[derive(Clone, Debug)]
pub enum Subject<'n> {
    /// Nothing but itself.
    Test,
    /// These, the oldest first; several are a digest.
    News(&'n [News]),
    /// A report that goes with it.
    Report(&'n ReportNews),
}

/// A message in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The subject line.
    pub subject: String,
    /// "Bonjour,".
    pub greeting: String,
    /// What comes before the blocks.
    pub intro: Vec<String>,
    /// One for each change.
    pub blocks: Vec<Block>,
    /// "Cordialement,".
    pub regards: String,
    /// Who writes.
    pub team: String,
    /// Why this was sent.
    pub why: String,
    /// Words and address of the reader's settings.
    pub settings: (String, String),
    /// Words of the way out.
    pub unsubscribe: String,
}

/// One change in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub title: String,
    /// How grave.
    pub severity: Option<Severity>,
    /// Sentences.
    pub lines: Vec<String>,
    /// Label and value.
    pub facts: Vec<(String, String)>,
    /// Lists with their headings: causes, advice.
    pub lists: Vec<(String, Vec<String>)>,
    /// Words and address of the page that shows it.
    pub link: Option<(String, String)>,
}

impl Block {
    /// Everything that is known about one change: for the page of its alert.
    #[must_use]
    pub fn of(news: &News, language: Language) -> Self {
        alert::block(news, language)
    }
}

/// The translation of a language.
pub(super) fn locale_of(language: Language) -> Locale {
    match language {
        Language::Fr => Locale::fr,
        Language::Nl => Locale::nl,
        Language::En => Locale::en,
    }
}

impl Words {
    /// Puts a message into words. `settings` is the address of the reader's settings.
    #[must_use]
    pub fn of(subject: &Subject<'_>, language: Language, settings: &str) -> Self {
        let locale = locale_of(language);
        let why = match subject {
            Subject::Report(_) => td_string!(locale, notices.why_report),
            _ => td_string!(locale, notices.why),
        };
        let (subject, intro, blocks) = match subject {
            Subject::Test => {
                let title = td_string!(locale, notices.subject_test).to_owned();
                (title, vec![td_string!(locale, notices.test).to_owned()], Vec::new())
            }
            Subject::Report(news) => (report::subject(news, language), Vec::new(), vec![report::block(news, language)]),
            Subject::News([news]) => (alert::subject(news, language), Vec::new(), vec![alert::block(news, language)]),
            Subject::News(several) => {
                let title = fill(td_string!(locale, notices.subject_digest), &[("count", &several.len())]);
                let blocks = several.iter().map(|news| alert::short(news, language)).collect();
                (title, vec![td_string!(locale, notices.digest_lead).to_owned()], blocks)
            }
        };
        Self {
            subject,
            greeting: td_string!(locale, notices.greeting).to_owned(),
            intro,
            blocks,
            regards: td_string!(locale, notices.regards).to_owned(),
            team: td_string!(locale, notices.team).to_owned(),
            why: why.to_owned(),
            settings: (td_string!(locale, notices.settings).to_owned(), settings.to_owned()),
            unsubscribe: td_string!(locale, notices.unsubscribe).to_owned(),
        }
    }

    /// The whole message as plain text; with the way out where there is one.
    #[must_use]
    pub fn text(&self, unsubscribe: Option<&str>) -> String {
        let mut text = format!("{}\n\n", self.greeting);
        self.intro.iter().for_each(|line| paragraph(&mut text, line));
        for block in &self.blocks {
            paragraph(&mut text, &block.title.to_uppercase());
            block.lines.iter().for_each(|line| paragraph(&mut text, line));
            for (label, value) in &block.facts {
                let _ = writeln!(text, "- {label}: {value}");
            }
            for (heading, items) in &block.lists {
                let _ = write!(text, "\n{heading}\n");
                items.iter().for_each(|item| text.push_str(&format!("- {item}\n")));
            }
            if let Some((words, link)) = &block.link {
                let _ = write!(text, "\n{words}: {link}\n\n");
            }
        }
        let _ = write!(
            text,
            "{}\n{}\n\n-- \n{}\n{}: {}\n",
            self.regards, self.team, self.why, self.settings.0, self.settings.1
        );
        if let Some(unsubscribe) = unsubscribe {
            let _ = writeln!(text, "{}: {unsubscribe}", self.unsubscribe);
        }
        text
    }

    /// One or two sentences: for phones and chats.
    #[must_use]
    pub fn brief(&self) -> String {
        let lines = self.intro.iter().chain(self.blocks.iter().flat_map(|block| block.lines.first()));
        lines.map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// Where the message leads to.
    #[must_use]
    pub fn link(&self) -> Option<&(String, String)> {
        self.blocks.first().and_then(|block| block.link.as_ref())
    }

    /// How grave the gravest of it is.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.blocks.iter().filter_map(|block| block.severity).max()
    }
}

fn paragraph(text: &mut String, line: &str) {
    let _ = write!(text, "{line}\n\n");
}
