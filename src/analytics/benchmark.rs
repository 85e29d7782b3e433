//! One building among similar ones: where the middle half of them lies. Nobody else's figure can be told from it.

/// Other buildings that a group needs.
pub const LEAST_OTHERS: usize = 5;
/// Organisations, ours left out, that buildings of others must belong to before any of them counts: what two tell
/// apart, one of them could know.
pub const LEAST_ORGANISATIONS: usize = 3;

/// A building that may take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<C, O> {
    /// What must be the same: the country.
    pub class: C,
    /// Whose it is.
    pub organisation: O,
    /// Heated area in square metres.
    pub area_m2: i64,
    /// What is compared, per square metre.
    pub intensity: i64,
}

/// The middle half of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// How many others.
    pub count: usize,
    /// A quarter of them is below.
    pub low: i64,
    /// Half of them is below.
    pub median: i64,
    /// A quarter of them is above.
    pub high: i64,
}

/// The others that are like `ours`: of the same class, with between half and twice its area. `others` may hold ours; it
/// is the one at `at`. `Err`: how many there are when they are too few.
///
/// # Errors
/// The number of usable others when it is below [`LEAST_OTHERS`].
pub fn group<C: Eq, O: Ord + Copy>(at: usize, all: &[Candidate<C, O>]) -> Result<Group, usize> {
    let Some(ours) = all.get(at) else { return Err(0) };
    let alike = |other: &&Candidate<C, O>| {
        other.class == ours.class && other.area_m2 <= 2 * ours.area_m2 && ours.area_m2 <= 2 * other.area_m2
    };
    let others = || all.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, other)| other).filter(alike);
    let foreign: std::collections::BTreeSet<O> =
        others().map(|other| other.organisation).filter(|of| *of != ours.organisation).collect();
    let enough = foreign.len() >= LEAST_ORGANISATIONS;
    let usable = others().filter(|other| enough || other.organisation == ours.organisation);
    let mut values: Vec<i64> = usable.map(|other| other.intensity).collect();
    values.sort_unstable();
    if values.len() < LEAST_OTHERS {
        return Err(values.len());
    }
    let at = |quarters: usize| quantile(&values, quarters);
    Ok(Group { count: values.len(), low: at(1), median: at(2), high: at(3) })
}

/// Between the two values that lie around so many quarters of the way, rounded down.
fn quantile(sorted: &[i64], quarters: usize) -> i64 {
    let way = (sorted.len().saturating_sub(1)) * quarters;
    let (place, rest) = (way / 4, i64::try_from(way % 4).unwrap_or_default());
    let low = sorted.get(place).copied().unwrap_or_default();
    let high = sorted.get(place + 1).copied().unwrap_or(low);
    low + ((high - low) * rest).div_euclid(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(organisation: u8, area_m2: i64, intensity: i64) -> Candidate<&'static str, u8> {
        Candidate { class: "FR", organisation, area_m2, intensity }
    }

    #[test]
    fn the_middle_half_of_the_others() {
        let all: Vec<_> = [9, 1, 2, 3, 4, 5].into_iter().map(|kwh| of(1, 100, kwh * 100)).collect();
        assert_eq!(group(0, &all), Ok(Group { count: 5, low: 200, median: 300, high: 400 }));
        let even: Vec<_> = [9, 1, 2, 3, 4, 5, 6].into_iter().map(|kwh| of(1, 100, kwh * 100)).collect();
        assert_eq!(group(0, &even), Ok(Group { count: 6, low: 225, median: 350, high: 475 }));
    }

    #[test]
    fn only_similar_buildings_count_and_never_few() {
        let mut all: Vec<_> = (0..5).map(|kwh| of(1, 100, kwh)).collect();
        assert_eq!(group(0, &all), Err(4));
        all.extend([of(1, 201, 1), of(1, 49, 1), Candidate { class: "BE", ..of(1, 100, 1) }]);
        assert_eq!(group(0, &all), Err(4));
        all.extend([of(1, 200, 1), of(1, 50, 1)]);
        assert_eq!(group(0, &all).unwrap().count, 6);
        assert_eq!(group(99, &all), Err(0));
    }

    #[test]
    fn buildings_of_others_count_when_they_are_of_several() {
        let mut all: Vec<_> = std::iter::once(of(1, 100, 5)).chain((0..9).map(|kwh| of(2, 100, kwh))).collect();
        all.push(of(3, 100, 7));
        assert_eq!(group(0, &all), Err(0), "two others could tell each other's");
        all.push(of(4, 100, 7));
        assert_eq!(group(0, &all).unwrap().count, 11);
        assert_eq!(group(1, &all).unwrap().count, 11);
    }
}
