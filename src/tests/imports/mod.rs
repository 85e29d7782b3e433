//! Importing files over HTTP: the whole way, and everything that must be refused.

mod refused;
mod screen;
mod taken;

use crate::support::{Answer, Client, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use std::fmt::Write;

const HEADER: &str = "\u{feff}Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus\n";
pub const EAN: &str = "541448960000000124";

/// A Fluvius export of 31 October 2021, the day of 25 hours: each quarter 0,012 kWh at night and nothing injected.
pub fn fluvius(ean: &str) -> String {
    let mut text = HEADER.to_owned();
    let label = |minutes: u32| format!("{:02}:{:02}:00", minutes / 60 % 24, minutes % 60);
    for quarter in 0..96_u32 {
        let (from, doubled) = (quarter * 15, (8..12).contains(&quarter));
        for copy in 0..=u32::from(doubled) {
            let (day, to) = match (quarter, copy) {
                (95, _) => ("01-11-2021", label(0)),
                (11, 0) => ("31-10-2021", label(120)),
                _ => ("31-10-2021", label(from + 15)),
            };
            for (register, rest) in
                [("Afname Nacht", "0,012;kWh;Gevalideerd"), ("Injectie Nacht", ";kWh;Geen verbruik")]
            {
                let start = label(from);
                writeln!(text, "31-10-2021;{start};{day};{to};=\"{ean}\";1;Digitale Meter;{register};{rest}").unwrap();
            }
        }
    }
    text
}

/// The form with one file, as a browser sends it, or as a program that accepts JSON.
pub async fn upload(client: &Client, building: &str, content: &[u8], json: bool) -> Answer {
    let mut body = b"--boundary\r\ncontent-disposition: form-data; name=\"file\"; filename=\"export.csv\"\r\n\
        content-type: text/csv\r\n\r\n"
        .to_vec();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--boundary--\r\n");
    let request = client
        .request(Method::POST, &format!("/buildings/{building}/import"))
        .header("content-type", "multipart/form-data; boundary=boundary")
        .header("accept", if json { "application/json" } else { "text/html" });
    client.send(request.body(body)).await
}

/// Uploads a small export; the id of its preview.
pub async fn any_preview(server: &TestApp, client: &Client) -> String {
    preview_id(server, client, &fluvius(EAN)).await
}

/// Uploads a file that is taken; the id of its preview.
async fn preview_id(server: &TestApp, client: &Client, content: &str) -> String {
    let answer = upload(client, &server.building.id.to_string(), content.as_bytes(), false).await;
    assert_eq!(answer.status, 303, "{answer:?}");
    let (path, id) = answer.header("location").split_once("?preview=").unwrap_or_else(|| panic!("{answer:?}"));
    assert_eq!(path, format!("/buildings/{}/import", server.building.id));
    id.to_owned()
}

async fn page(server: &TestApp, client: &Client, id: &str) -> Answer {
    client.post("/rpc/imports/preview", &json!({ "building": server.building.id, "import": id })).await
}

/// The form of the preview, sent by a program that accepts JSON.
async fn confirm(server: &TestApp, client: &Client, id: &str, accept_numbers: bool) -> Answer {
    let request = client.request(Method::POST, &format!("/buildings/{}/import/{id}", server.building.id));
    let form: &[(&str, &str)] = if accept_numbers { &[("accept_numbers", "yes")] } else { &[] };
    client.send(request.header("accept", "application/json").form(form)).await
}

/// Everything that is stored, to compare.
async fn stored(server: &TestApp) -> Value {
    use syndiwatt::{
        domain::time::{Instant, Interval},
        storage,
    };
    let db = &server.app.db;
    let points = storage::usage_points::of_building(db, server.building.id).await.unwrap();
    let ids: Vec<_> = points.iter().map(|point| point.id).collect();
    let mut all = Vec::new();
    for series in storage::usage_points::series_of(db, &ids).await.unwrap() {
        let ever = Interval { start: Instant(0), end: Instant(i64::MAX / 2) };
        let readings = storage::readings::readings_between(db, series.key, ever).await.unwrap();
        all.push(json!({ "kind": series.kind, "received": series.received_at, "readings": readings }));
    }
    json!({ "meters": ids, "series": all })
}
