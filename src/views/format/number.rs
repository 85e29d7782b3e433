//! Numbers with their separators.

use super::{Language, NO_BREAK_SPACE};

impl Language {
    /// Between groups of three digits; the French one is a narrow no-break space.
    fn group(self) -> char {
        match self {
            Self::Fr => '\u{202f}',
            Self::Nl => '.',
            Self::En => ',',
        }
    }

    pub(super) fn decimal_mark(self) -> char {
        match self {
            Self::Fr | Self::Nl => ',',
            Self::En => '.',
        }
    }
}

/// A whole number: `12 346`, `12.346`, `12,346`. Negative numbers bear the true minus sign.
#[must_use]
pub fn integer(value: i64, language: Language) -> String {
    fixed(i128::from(value), 0, language)
}

/// `value / 10^decimals` with all its decimals: `fixed(123_456, 1)` is `12 345,6`.
#[must_use]
pub fn fixed(value: i128, decimals: u32, language: Language) -> String {
    let scale = 10_u128.pow(decimals.min(12));
    let magnitude = value.unsigned_abs();
    let mut text = String::new();
    if value < 0 {
        text.push('−');
    }
    let whole = (magnitude / scale).to_string();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(language.group());
        }
        text.push(digit);
    }
    if decimals > 0 {
        let fraction = (magnitude % scale).to_string();
        text.push(language.decimal_mark());
        (fraction.len()..decimals as usize).for_each(|_| text.push('0'));
        text.push_str(&fraction);
    }
    text
}

/// `value / 10^decimals` with as many of its decimals as it has, at least `least` of them, and no separators between
/// thousands: what a field of a form holds. `decimal(213_400, 6, 2)` is `0,2134`.
#[must_use]
pub fn decimal(value: i64, decimals: u32, least: u32, language: Language) -> String {
    let scale = 10_u64.pow(decimals.min(12));
    let (whole, part) = (value.unsigned_abs() / scale, value.unsigned_abs() % scale);
    let mut fraction = format!("{part:0width$}", width = decimals as usize);
    while fraction.len() > least as usize && fraction.ends_with('0') {
        fraction.pop();
    }
    let sign = if value < 0 { "-" } else { "" };
    if decimals == 0 || fraction.is_empty() {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}{}{fraction}", language.decimal_mark())
}

/// `12,3 %` in French, `12,3%` elsewhere, with `decimals` decimals.
#[must_use]
pub fn percent(value: f64, decimals: u32, language: Language) -> String {
    let mut text = fixed(scaled(value, decimals), decimals, language);
    if language == Language::Fr {
        text.push(NO_BREAK_SPACE);
    }
    text.push('%');
    text
}

/// As [`percent`], with a plus sign when it is more.
#[must_use]
pub fn signed_percent(value: f64, decimals: u32, language: Language) -> String {
    let text = percent(value, decimals, language);
    if scaled(value, decimals) > 0 { format!("+{text}") } else { text }
}

/// Rounded half away from zero; no number becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "the cast saturates and nothing shown comes near")]
fn scaled(value: f64, decimals: u32) -> i128 {
    (value * 10_f64.powi(decimals.min(12).cast_signed())).round() as i128
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr, Nl};

    #[test]
    fn separators() {
        assert_eq!(fixed(123_456, 1, Fr), "12\u{202f}345,6");
        assert_eq!(fixed(123_456, 1, Nl), "12.345,6");
        assert_eq!(fixed(123_456, 1, En), "12,345.6");
        assert_eq!(fixed(-1_205, 2, Fr), "−12,05");
        assert_eq!(fixed(5, 3, En), "0.005");
        assert_eq!(integer(1_234_567, Fr), "1\u{202f}234\u{202f}567");
        assert_eq!(integer(999, Nl), "999");
        assert_eq!(integer(0, Fr), "0");
    }

    #[test]
    fn fields_hold_the_decimals_that_there_are() {
        assert_eq!(decimal(213_400, 6, 2, Fr), "0,2134");
        assert_eq!(decimal(12_000_000, 6, 2, Nl), "12,00");
        assert_eq!(decimal(-1, 6, 2, En), "-0.000001");
        assert_eq!([decimal(200, 1, 0, Fr), decimal(55, 1, 0, Fr), decimal(0, 1, 0, Fr)], ["20", "5,5", "0"]);
        assert_eq!(decimal(1_234_567, 0, 0, Fr), "1234567");
    }

    #[test]
    fn per_cent() {
        assert_eq!(percent(12.34, 1, Fr), "12,3\u{a0}%");
        assert_eq!(percent(12.34, 1, Nl), "12,3%");
        assert_eq!(percent(12.34, 1, En), "12.3%");
        assert_eq!(signed_percent(8.4, 0, Fr), "+8\u{a0}%");
        assert_eq!(signed_percent(-8.5, 0, Fr), "−9\u{a0}%");
        assert_eq!(signed_percent(-0.04, 1, En), "0.0%");
        assert_eq!(percent(f64::NAN, 1, En), "0.0%");
    }
}
