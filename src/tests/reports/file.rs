//! What makes the file an archive file that a screen reader can read out: PDF/A-2a and PDF/UA-1.
//!
//! The library refuses to write what breaks the rules it knows; these tests look at the file itself.

use super::{read, run, sample};
use rstest::rstest;
use std::{collections::HashMap, fs};
use syndiwatt::{
    reports::energy_report,
    views::{format::Language, report::EnergyReport},
};

/// The file with everything unpacked, as text.
fn unpacked(report: &EnergyReport) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.pdf"), energy_report(report).unwrap()).unwrap();
    run(folder.path(), "qpdf", &["--qdf", "--object-streams=disable", "report.pdf", "unpacked.pdf"]);
    String::from_utf8_lossy(&fs::read(folder.path().join("unpacked.pdf")).unwrap()).into_owned()
}

/// The dictionaries of the structure with this role.
fn nodes<'a>(file: &'a str, role: &str) -> Vec<&'a str> {
    let marker = format!("/S /{role}\n");
    file.split("endobj").filter(|object| object.contains(&marker) && object.contains("/StructElem")).collect()
}

#[rstest]
#[case(sample::year(Language::Fr, 20))]
#[case(sample::year(Language::Nl, 1))]
#[case(sample::bare(Language::En))]
fn nothing_is_broken(#[case] report: EnergyReport) {
    let said = read(&report, "qpdf", &["--check", "report.pdf"]);
    assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
}

#[test]
fn it_says_what_it_keeps_to() {
    let file = unpacked(&sample::year(Language::Nl, 3));
    for wanted in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "/OutputIntents",
        "/GTS_PDFA1",
        "/DestOutputProfile",
        "/MarkInfo",
        "/Marked true",
        "/StructTreeRoot",
        "/Lang (nl)",
        "/DisplayDocTitle true",
        "/Outlines",
        "Energierapport – 2025 – Résidence Les Érables argentés</rdf:li>",
    ] {
        assert!(file.contains(wanted), "{wanted} is missing");
    }
    for forbidden in ["/Encrypt", "/JavaScript", "/Launch", "/EmbeddedFile", "/SMask "] {
        assert!(!file.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn every_font_is_inside() {
    let said = read(&sample::year(Language::Fr, 3), "pdffonts", &["report.pdf"]);
    let fonts: Vec<_> = said.lines().skip(2).collect();
    assert_eq!(fonts.len(), 4, "{said}");
    assert!(fonts.iter().all(|font| font.contains("yes yes yes")), "embedded, a subset, with Unicode: {said}");
}

/// The numbers of the objects that an object of the structure holds.
fn children(object: &str) -> Vec<u32> {
    let Some((_, rest)) = object.split_once("/K [") else { return Vec::new() };
    let list = rest.split(']').next().unwrap();
    list.split("0 R").filter_map(|number| number.trim().parse().ok()).collect()
}

#[test]
fn every_row_has_as_many_cells_as_the_head() {
    let file = unpacked(&sample::year(Language::Fr, 6));
    let objects: HashMap<u32, &str> = file
        .split("endobj")
        .filter_map(|text| text.split_once(" 0 obj\n"))
        .filter_map(|(before, object)| Some((before.rsplit('\n').next()?.trim().parse().ok()?, object)))
        .collect();
    let mut rows = 0;
    for table in nodes(&file, "Table") {
        let parts = children(table).into_iter().flat_map(|part| children(objects[&part]));
        let counts: Vec<_> = parts.map(|row| children(objects[&row]).len()).collect();
        assert!(counts[0] > 2 && counts.iter().all(|count| *count == counts[0]), "{counts:?} {table}");
        rows += counts.len();
    }
    assert!(rows > 100);
}

#[test]
fn pictures_have_words_and_tables_have_heads() {
    let report = sample::year(Language::Fr, 4);
    let file = unpacked(&report);
    let figures = nodes(&file, "Figure");
    // The cover, the months, one for each meter.
    assert_eq!(figures.len(), 2 + report.meters.len());
    assert!(figures.iter().all(|figure| figure.contains("/Alt ") && figure.contains("/BBox")), "{figures:#?}");
    let heads = nodes(&file, "TH");
    assert!(heads.len() > 100 && heads.iter().all(|head| head.contains("/Scope /")));
    // Heads and bodies come in pairs, one pair for each of the tables.
    for part in ["Table", "THead", "TBody"] {
        assert_eq!(nodes(&file, part).len(), 13, "{part}");
    }
    assert_eq!(nodes(&file, "H1").len(), 12);
    assert!(nodes(&file, "LBody").len() > 10);
}
