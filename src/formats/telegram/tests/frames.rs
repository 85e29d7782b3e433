//! Finding telegrams in a stream.

use super::{super::frame::LONGEST, *};
use crate::formats::telegram::FrameError;
use proptest::prelude::*;

fn all(framer: &mut Framer, bytes: &[u8]) -> Vec<Result<Frame, FrameError>> {
    let mut found: Vec<_> = framer.push(bytes).collect();
    found.extend(framer.finish());
    found
}

#[test]
fn the_checksums_of_real_meters() {
    for text in [OWN, FLUVIUS, FLUVIUS_ALT, DUTCH] {
        let whole = sent(text);
        let found = all(&mut Framer::new(Check::Required), &whole);
        let [Ok(frame)] = found.as_slice() else { panic!("{found:?}") };
        assert!(frame.is_checked() && whole.starts_with(frame.bytes()) && frame.bytes().ends_with(b"!"));
    }
}

#[test]
fn a_stream_is_found_again_after_garbage() {
    let mut framer = Framer::new(Check::Required);
    let (own, other) = (sent(OWN), sent(FLUVIUS));
    let stream = [&b"0*kWh)\r\n!9B8E\r\n"[..], &own, b"\xff\x00\r\n", &other[..400], &own, &other[..99]].concat();
    let found = all(&mut framer, &stream);
    assert!(matches!(found.as_slice(), [Ok(_), Err(FrameError::Cut), Ok(_), Err(FrameError::Cut)]), "{found:?}");
}

#[test]
fn a_wrong_checksum_tells_both() {
    let wrong = String::from_utf8(sent(OWN)).unwrap().replace("004211.480", "004211.481").into_bytes();
    let found = all(&mut Framer::new(Check::Optional), &wrong);
    assert!(matches!(found[..], [Err(FrameError::Checksum { found: 0x9B8E, expected })] if expected != 0x9B8E));
    for end in ["!9B8", "!9B8\r\n", "!zzzz\r\n", "! \r\n"] {
        let found = all(&mut Framer::new(Check::Optional), OWN.replace("!9B8E\n", end).as_bytes());
        assert_eq!(found, [Err(FrameError::Cut)], "{end}");
    }
}

#[test]
fn without_checksum_only_where_that_is_allowed() {
    for end in ["!", "!\n"] {
        let old = sent(&OWN.replace("!9B8E\n", end));
        assert_eq!(all(&mut Framer::new(Check::Required), &old), [Err(FrameError::NoChecksum)]);
        let found = all(&mut Framer::new(Check::Optional), &old);
        assert!(matches!(found.as_slice(), [Ok(frame)] if !frame.is_checked()));
    }
}

#[test]
fn memory_is_bounded() {
    let mut framer = Framer::new(Check::Required);
    let endless = [b"/".to_vec(), vec![b'x'; 3 * LONGEST]].concat();
    assert_eq!(framer.push(&endless).collect::<Vec<_>>(), [Err(FrameError::TooLong)]);
    assert!(framer.push(&sent(OWN)).next().unwrap().is_ok());
}

proptest! {
    /// However the stream is cut in pieces, the same telegrams come out.
    #[test]
    fn pieces_do_not_matter(noise in prop::collection::vec(any::<u8>(), 0..60), cuts in prop::collection::vec(1_usize..200, 1..40)) {
        let stream = [noise.clone(), sent(OWN), noise, sent(FLUVIUS), sent(DUTCH)].concat();
        let whole = all(&mut Framer::new(Check::Required), &stream);
        let mut framer = Framer::new(Check::Required);
        let (mut rest, mut pieces) = (stream.as_slice(), Vec::new());
        for cut in cuts.iter().cycle() {
            let (piece, after) = rest.split_at((*cut).min(rest.len()));
            pieces.extend(framer.push(piece));
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        pieces.extend(framer.finish());
        prop_assert_eq!(&pieces, &whole);
        prop_assert_eq!(whole.iter().filter(|found| found.is_ok()).count(), 3);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), slash in 0_usize..400) {
        let mut bytes = bytes;
        bytes.insert(slash.min(bytes.len()), b'/');
        bytes.push(b'!');
        for frame in all(&mut Framer::new(Check::Optional), &bytes).into_iter().flatten() {
            let _ = parse(&frame);
        }
    }

    /// Nothing that a line may lose or gain makes the reader panic, and it reads twice the same.
    #[test]
    fn no_mutation_panics(text in prop::sample::select(vec![OWN, FLUVIUS, FLUVIUS_ALT, DUTCH]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"0195SW().*:-kx\n".to_vec()), 0..3), 1..6))
    {
        let mut bytes = text.as_bytes()[..text.find('!').unwrap()].to_vec();
        for (place, byte, edit) in edits {
            let place = place.index(bytes.len());
            match edit {
                0 => bytes[place] = byte,
                1 => drop(bytes.remove(place)),
                _ => bytes.insert(place, byte),
            }
        }
        bytes.push(b'!');
        for frame in all(&mut Framer::new(Check::Optional), &bytes).into_iter().flatten() {
            prop_assert_eq!(parse(&frame), parse(&frame));
        }
    }
}
