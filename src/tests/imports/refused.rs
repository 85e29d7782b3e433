//! What is no file to import, and who may not import one.

use super::*;
use crate::support::Meter;
use rstest::rstest;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const POINT: &str = r#"{"value":"1","date":"2026-12-01 00:30:00","interval_length":"PT30M","measure_type":"B"}"#;

fn curve(prm: &str, point: &str) -> String {
    format!(r#"{{"usage_point_id":"{prm}","reading_type":{{"unit":"W"}},"interval_reading":[{point}]}}"#)
}

#[rstest]
#[case(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), 415, "unknown_file_format")]
#[case(b"%PDF-1.7".to_vec(), 415, "unknown_file_format")]
#[case(b"PK\x03\x04".to_vec(), 415, "unknown_file_format")]
#[case(HEADER.into(), 422, "empty_file")]
#[case(Vec::new(), 422, "empty_file")]
#[case(br#"{"status":404,"error":{"error":"no_data_found"}}"#.to_vec(), 422, "empty_file")]
#[case(curve("24115050XXXXXX", &POINT.replace("2026", "2025")).into(), 400, "invalid_prm")]
#[case(fluvius("5414489").into(), 400, "invalid_ean")]
#[case(curve("09775542606818", POINT).into(), 400, "future_date")]
#[tokio::test]
async fn files_that_are_none(#[case] content: Vec<u8>, #[case] status: u16, #[case] name: &str) {
    let server = TestApp::new().await;
    let client = server.syndic().await;
    let building = server.building.id.to_string();
    let answer = upload(&client, &building, &content, true).await;
    assert_eq!((answer.status, answer.problem()), (status, name.to_owned()));
    let back = upload(&client, &building, &content, false).await;
    let expected = format!("/buildings/{building}/import?error={name}");
    assert!(back.status == 303 && back.header("location").starts_with(&expected), "{back:?}");
}

#[tokio::test]
async fn a_broken_row_is_named_and_nothing_is_stored() {
    let server = TestApp::new().await;
    let client = server.syndic().await;
    let broken = fluvius(EAN).replacen("0,012", "zero", 60).replacen("zero", "0,012", 59);
    let answer = upload(&client, &server.building.id.to_string(), broken.as_bytes(), true).await;
    assert_eq!((answer.status, answer.problem()), (422, "broken_row".to_owned()));
    let problem = answer.json();
    assert_eq!((&problem["row"], &problem["column"]), (&120.into(), &"Volume".into()));
    let back = upload(&client, &server.building.id.to_string(), broken.as_bytes(), false).await;
    assert!(back.header("location").contains("error=broken_row&row=120&column=Volume&expected="), "{back:?}");
    assert_eq!(stored(&server).await["meters"], json!([]));
}

/// The beginning of a request that never sends more than it must, and the status line that comes back.
async fn status_of_large(server: &TestApp, length: &str, megabytes: usize) -> String {
    let client = server.anonymous();
    let email = server.user(server.organisation, syndiwatt::domain::access::Role::Syndic, &[]).await;
    let cookie = client.login(&email, crate::support::PASSWORD).await.session().unwrap();
    let host = server.base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST /buildings/{}/import HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\naccept: text/html\r\n{length}\r\n\
         content-type: multipart/form-data; boundary=b\r\n\r\n",
        server.building.id
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    if megabytes > 0 {
        let part = b"--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"big\"\r\n\r\n";
        stream.write_all(format!("{:x}\r\n", part.len()).as_bytes()).await.unwrap();
        stream.write_all(part).await.unwrap();
        for _ in 0..megabytes {
            stream.write_all(b"\r\n100000\r\n").await.unwrap();
            stream.write_all(&[b'x'; 0x10_0000]).await.unwrap();
        }
        stream.write_all(b"\r\n").await.unwrap();
    }
    let mut answer = vec![0; 4_096];
    let read = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn two_hundred_megabytes_are_refused_before_they_come() {
    let server = TestApp::with(&["--max-upload-mb", "1"]).await;
    let declared = status_of_large(&server, "content-length: 209715200", 0).await;
    assert!(declared.contains("413"), "{declared}");
    // Without a length: answered as soon as the limit is passed, while the rest is still to come.
    let chunked = status_of_large(&server, "transfer-encoding: chunked", 2).await;
    assert!(chunked.contains("413"), "{chunked}");
}

#[tokio::test]
async fn others_may_not() {
    let server = TestApp::new().await;
    let syndic = server.syndic().await;
    let building = server.building.id.to_string();
    let id = preview_id(&server, &syndic, &fluvius(EAN)).await;
    let everybody =
        [(server.other_owner().await, 404), (server.other_syndic().await, 404), (server.owner().await, 403)];
    for (client, status) in everybody {
        assert_eq!(upload(&client, &building, fluvius(EAN).as_bytes(), true).await.status, status);
        assert_eq!(page(&server, &client, &id).await.status, status);
        assert_eq!(confirm(&server, &client, &id, false).await.status, status);
    }
    assert_eq!(upload(&syndic, &server.foreign.id.to_string(), b"", true).await.status, 404);
    assert_eq!(upload(&syndic, "nonsense", b"", true).await.status, 404);
    assert_eq!(confirm(&server, &server.anonymous(), &id, false).await.status, 303, "to the login");
    assert_eq!(upload(&server.anonymous(), &building, b"", false).await.status, 303, "to the login");
}

#[tokio::test]
async fn a_meter_of_another_building_is_not_taken_over() {
    let server = TestApp::new().await;
    server.meter(Meter::default().number("09775542606818")).await;
    let client = server.syndic().await;
    let other = {
        let mut other = server.building.clone();
        other.id = syndiwatt::domain::id::BuildingId::new();
        let mut tx = server.app.db.begin().await.unwrap();
        syndiwatt::storage::buildings::insert(&mut tx, &other, server.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        other.id.to_string()
    };
    let file = curve("09775542606818", &POINT.replace("2026", "2025"));
    let answer = upload(&client, &other, file.as_bytes(), true).await;
    assert_eq!((answer.status, answer.problem()), (409, "already_connected".to_owned()));
}
