//! Made-up archives: what comes out, and what is refused.

use super::*;
use proptest::prelude::*;
use std::io::Write;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn refused(bytes: &[u8], limits: &Limits) -> &'static str {
    match entries(bytes, limits) {
        Err(FormatError::Field { field: "archive", expected }) => expected,
        other => panic!("{other:?}"),
    }
}

#[test]
fn files_come_with_their_names_alone() {
    let bytes = archive(&[
        ("../../etc/a.csv", b"1"),
        ("sub\\b\t.csv", b"22"),
        (".hidden", b"x"),
        ("__MACOSX/a.csv", b"x"),
        ("empty.csv", b""),
    ]);
    assert!(recognises(&bytes) && !recognises(b"PK"));
    let found = entries(&bytes, &Limits::default()).unwrap();
    let names: Vec<_> = found.iter().map(|entry| (entry.name.as_str(), entry.content.len())).collect();
    assert_eq!(names, [("a.csv", 1), ("b.csv", 2), ("empty.csv", 0)]);
    assert_eq!(entries(&archive(&[]), &Limits::default()), Err(FormatError::Empty));
}

#[test]
fn limits_are_kept_while_unpacking() {
    let noise: Vec<u8> = (0..40_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let two = archive(&[("a", &noise), ("b", &noise)]);
    let size = noise.len() as u64;
    let limits = |entries, unpacked, ratio| Limits { entries, unpacked, ratio };
    assert_eq!(entries(&two, &limits(2, size * 2, 200)).unwrap().len(), 2);
    assert_eq!(refused(&two, &limits(2, size * 2 - 1, 200)), "less data, unpacked");
    assert_eq!(refused(&two, &limits(1, size * 2, 200)), "fewer files");
    let bomb = archive(&[("zeroes.csv", &vec![b'0'; 5 << 20])]);
    assert_eq!(refused(&bomb, &Limits::default()), "files that are not packed so densely");
    assert!(entries(&bomb, &limits(1, 6 << 20, 2_000)).is_ok());
}

#[test]
fn archives_inside_and_damaged_ones_are_refused() {
    let inner = archive(&[("a", b"1")]);
    assert_eq!(refused(&archive(&[("inner.csv", &inner)]), &Limits::default()), "no archive inside the archive");
    let sheet = archive(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")]);
    assert!(refused(&sheet, &Limits::default()).contains("spreadsheet"));
    let mut cut = inner.clone();
    cut.truncate(inner.len() - 10);
    assert_eq!(refused(&cut, &Limits::default()), "a zip archive that is whole");
    let content = b"some,text,to,change\n".repeat(20);
    let mut changed = archive(&[("a", &content)]);
    changed[40] ^= 0xff;
    assert_eq!(refused(&changed, &Limits::default()), "a zip archive that is whole");
}

#[test]
fn streams_stop_where_their_reader_does() {
    let bytes = archive(&[("a", b"123456789012"), ("b", b"2")]);
    let mut seen = Vec::new();
    let mut visit = |name: &str, content: &mut dyn Read| {
        let mut first = [0; 10];
        content.read_exact(&mut first[..if name == "a" { 10 } else { 1 }]).map_err(|error| error.to_string())?;
        seen.push((name.to_owned(), first[0]));
        if name == "b" { Err("enough".to_owned()) } else { Ok(()) }
    };
    let error = each(Cursor::new(&bytes), &Limits::default(), &mut visit).unwrap_err();
    assert!(matches!(error, ReadError::Sink(text) if text == "enough"));
    assert_eq!(seen, [("a".to_owned(), b'1'), ("b".to_owned(), b'2')]);
}

proptest! {
    #[test]
    fn no_mutation_panics(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8)) {
        let mut bytes = archive(&[("a.csv", b"one;two\n"), ("b.csv", b"three\n")]);
        for (place, byte) in edits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        prop_assert_eq!(entries(&bytes, &Limits::default()), entries(&bytes, &Limits::default()));
    }
}
