//! Chance that always falls the same way, with exact arithmetic only.

/// Throws for one meter and purpose.
#[derive(Clone, Copy, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed and what the throws are for.
    pub fn of(seed: u64, purpose: &[u64]) -> Self {
        Self(purpose.iter().fold(mix(seed), |state, part| mix(state ^ mix(*part))))
    }

    /// For a part of the purpose.
    pub fn for_(self, part: u64) -> Self {
        Self(mix(self.0 ^ mix(part)))
    }

    /// From 0 up to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits")]
    pub fn unit(self) -> f64 {
        (mix(self.0) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Between two values.
    pub fn between(self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Whether something with this probability happens.
    pub fn happens(self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// About normal, mean 0, deviation 1; one in twenty is two and a half times as wide.
    pub fn normal(self) -> f64 {
        let sum: f64 = (0..4).map(|n| self.for_(n).unit() - 0.5).sum::<f64>() * 1.732_050_8;
        if self.for_(9).happens(0.05) { 2.5 * sum } else { sum }
    }

    /// Normal at whole positions, joined by lines.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positions are days since 1970")]
    pub fn smooth(self, position: f64) -> f64 {
        let (whole, part) = (position.floor(), position - position.floor());
        let at = whole.max(0.0) as u64;
        self.for_(at).normal() * (1.0 - part) + self.for_(at + 1).normal() * part
    }
}

fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
