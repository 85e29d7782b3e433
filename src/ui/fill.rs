//! Values inside translated sentences, where a text and not a view is wanted.

pub use crate::views::format::fill;
