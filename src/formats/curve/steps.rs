//! The step of each interval from the labels beside it, where a file does not say it.

use crate::{domain::time::Instant, formats::LabelConvention};

/// How many labels on each side tell the step of one.
pub(crate) const NEIGHBOURS: usize = 3;

/// Whether load curves have such a step: whole minutes that divide the hour.
fn usual(seconds: i64) -> bool {
    (60..=3_600).contains(&seconds) && seconds % 60 == 0 && 3_600 % seconds == 0
}

/// The steps of the intervals that the labels mark, in seconds; the labels are in order, each once. `None` where no
/// neighbour tells.
///
/// An END label reaches back to the label before it, unless that is further away than the step so far and the next label
/// does not confirm the longer one: then something is missing between. START labels are the mirror image.
pub(crate) fn from_neighbours(labels: &[Instant], convention: LabelConvention) -> Vec<Option<i64>> {
    if convention == LabelConvention::Start {
        let mirrored: Vec<Instant> = labels.iter().rev().map(|at| Instant(at.0.saturating_neg())).collect();
        let mut steps = ends(&mirrored);
        steps.reverse();
        return steps;
    }
    ends(labels)
}

fn ends(labels: &[Instant]) -> Vec<Option<i64>> {
    let distance = |index: usize| {
        let (one, next) = (labels.get(index)?, labels.get(index + 1)?);
        Some(next.0 - one.0).filter(|seconds| usual(*seconds))
    };
    // The first stretch of rows without a gap: the shortest distance in it.
    let first = (0..labels.len()).map(distance).skip_while(Option::is_none).map_while(|distance| distance);
    let mut step = first.take(NEIGHBOURS).min();
    let mut steps = Vec::with_capacity(labels.len());
    for index in 0..labels.len() {
        let back = index.checked_sub(1).and_then(distance);
        let (ahead, further) = (distance(index), distance(index + 1));
        step = match (back, step) {
            (Some(back), Some(known)) if back > known => Some(if ahead == Some(back) { back } else { known }),
            (Some(back), _) => Some(back),
            (None, Some(known)) => match ahead {
                Some(ahead) if ahead < known || further == Some(ahead) => Some(ahead),
                _ => Some(known),
            },
            (None, None) => ahead,
        };
        steps.push(step);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(minutes: &[i64], convention: LabelConvention) -> Vec<i64> {
        let labels: Vec<Instant> = minutes.iter().map(|minute| Instant(minute * 60)).collect();
        from_neighbours(&labels, convention).into_iter().map(|step| step.map_or(0, |step| step / 60)).collect()
    }

    #[test]
    fn ends_reach_back() {
        assert_eq!(steps(&[60, 120, 130, 140, 150], LabelConvention::End), [10, 10, 10, 10, 10]);
        assert_eq!(steps(&[60, 120, 180, 240, 250, 260], LabelConvention::End), [60, 60, 60, 60, 10, 10]);
        assert_eq!(steps(&[10, 20, 30, 90, 150, 210], LabelConvention::End), [10, 10, 10, 60, 60, 60]);
        assert_eq!(steps(&[30, 60, 120, 150], LabelConvention::End), [30, 30, 30, 30], "a row is missing");
        assert_eq!(steps(&[30, 60, 500, 530], LabelConvention::End), [30, 30, 30, 30]);
        assert_eq!(steps(&[30, 60, 600, 610, 620], LabelConvention::End), [30, 30, 10, 10, 10]);
    }

    #[test]
    fn starts_reach_ahead() {
        assert_eq!(steps(&[0, 60, 120, 180, 190, 200, 210], LabelConvention::Start), [60, 60, 60, 10, 10, 10, 10]);
        assert_eq!(steps(&[0, 30, 90, 120], LabelConvention::Start), [30, 30, 30, 30]);
    }

    #[test]
    fn nothing_tells_a_lonely_label() {
        assert_eq!(steps(&[0], LabelConvention::End), [0]);
        assert_eq!(steps(&[0, 600], LabelConvention::Start), [0, 0]);
    }
}
