//! Enedis Data Connect 2026 answers: W, END labels, strings for numbers.
