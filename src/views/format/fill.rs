//! Values inside translated sentences, where a text and not a view is wanted.

use std::fmt::Display;

/// `text` with each `{name}` replaced by its value.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let replaced =
        |text: String, (name, value): &(&str, &dyn Display)| text.replace(&format!("{{{name}}}"), &value.to_string());
    values.iter().fold(text.to_owned(), replaced)
}
