//! Numbers as people type them into fields: decimal comma or point, spaces wherever they like.

use super::Language;

/// The most decimals that a field may have.
const MOST_DECIMALS: u32 = 12;

/// What was typed times `10^decimals`: with one decimal, `1,5` and `1.5` are 15. `None` for what is no number, has more
/// decimals, or does not fit.
#[must_use]
pub fn typed(text: &str, decimals: u32) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let places = u32::try_from(fraction.len()).ok().filter(|places| *places <= decimals.min(MOST_DECIMALS))?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let scale = |text: &str, places: u32| text.parse::<i64>().ok()?.checked_mul(10_i64.checked_pow(places)?);
    let fraction = if fraction.is_empty() { 0 } else { scale(fraction, decimals - places)? };
    let value = scale(whole, decimals)?.checked_add(fraction)?;
    Some(if negative { -value } else { value })
}

/// `value / 10^decimals` as a field shows it: without groups of digits and without zeros at the end, so that it can be
/// typed over.
#[must_use]
pub fn field(value: i64, decimals: u32, language: Language) -> String {
    let scale = 10_u64.pow(decimals.min(MOST_DECIMALS));
    let (whole, fraction) = (value.unsigned_abs() / scale, value.unsigned_abs() % scale);
    let sign = if value < 0 { "-" } else { "" };
    if fraction == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{fraction:0width$}", width = decimals as usize);
    format!("{sign}{whole}{}{}", language.decimal_mark(), digits.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn commas_points_and_spaces() {
        assert_eq!(typed("1,5", 1), Some(15));
        assert_eq!(typed(" 1.5 ", 3), Some(1_500));
        assert_eq!(typed("12\u{202f}345", 0), Some(12_345));
        assert_eq!(typed("−2", 1), Some(-20));
        for wrong in ["", ",5", "1,55", "1,2,3", "abc", "1e3", "99999999999999999999"] {
            assert_eq!(typed(wrong, 1), None, "{wrong}");
        }
    }

    #[test]
    fn what_a_field_shows_is_read_back() {
        for (value, decimals, text) in [(15, 1, "1,5"), (20, 1, "2"), (1_005, 3, "1,005"), (-5, 1, "-0,5"), (0, 3, "0")]
        {
            assert_eq!(field(value, decimals, Fr), text);
            assert_eq!(typed(text, decimals), Some(value));
        }
        assert_eq!(field(1_234_567, 2, En), "12345.67");
    }
}
