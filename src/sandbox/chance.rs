//! Chance that always falls the same way: numbers from a seed and what they are for.

/// A hash of everything that names the throw (splitmix64 over the parts).
#[must_use]
pub fn hash(seed: u64, parts: &[u64]) -> u64 {
    parts.iter().fold(mix(seed), |state, part| mix(state ^ mix(*part)))
}

/// A text as a part of [`hash`] (FNV-1a).
#[must_use]
pub fn text(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// From -1 to 1.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "16 bits")]
pub fn swing(seed: u64, parts: &[u64]) -> f64 {
    (hash(seed, parts) >> 48) as f64 / 32_767.5 - 1.0
}

/// From -1 to 1, without jumps: the throws of neighbouring whole numbers are joined by lines.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positions are days since 1970 at most")]
pub fn smooth(seed: u64, name: u64, position: f64) -> f64 {
    let whole = position.floor();
    let (from, part) = (whole.max(0.0) as u64, position - whole);
    swing(seed, &[name, from]) * (1.0 - part) + swing(seed, &[name, from + 1]) * part
}

fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
