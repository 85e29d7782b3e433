//! The restore drill, with the commands that operators type: fill, back up while somebody writes, restore elsewhere,
//! compare every table.

pub mod place;
mod refused;
pub mod source;

use crate::support::{Engine, raw};
use place::{Place, content};
use source::Source;
use syndiwatt::storage::{Db, tables::TABLES};

#[tokio::test(flavor = "multi_thread")]
async fn sqlite() {
    drill(Place::on(Engine::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres() {
    drill(Place::on(Engine::Postgres).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn timescale() {
    drill(Place::on(Engine::Timescale).await).await;
}

async fn drill(place: Place) {
    let source = Source::fill(&place.from.url).await;
    place.prepare(&source.app.db).await;

    let (backup, written) = {
        let writer = source.write_days();
        writer.has_written(3).await;
        let backup = place.backup("busy.backup");
        let at_least = writer.written();
        writer.has_written(at_least + 3).await;
        (backup, writer.stop().await)
    };
    place.restore(&backup, &[]).expect("an empty database takes a backup");
    let copy = Db::open(&place.to.url).await.unwrap();
    one_moment(&source.app.db, &copy, written).await;
    copy.close().await;

    let quiet = place.backup("quiet.backup");
    refused::drill(&place, &quiet).await;
    place.restore(&quiet, &["--replace"]).expect("--replace takes the place of what was there");
    let copy = Db::open(&place.to.url).await.unwrap();
    place.same_chunks(&source.app.db, &copy).await;
    for table in TABLES {
        assert_eq!(content(&source.app.db, table, "").await, content(&copy, table, "").await, "{table}");
    }
    copy.close().await;
    source.app.db.close().await;
}

/// The copy is what the source was after one of its transactions, not a mixture.
pub async fn one_moment(source: &Db, copy: &Db, written: i64) {
    let readings = raw::number(copy, "SELECT COUNT(*) FROM readings").await;
    assert!(readings % 48 == 0 && readings > 0 && readings < written * 48, "{readings} of {}", written * 48);
    let summed = raw::number(copy, "SELECT CAST(SUM(value_count) AS BIGINT) FROM day_rollups").await;
    assert_eq!(summed, readings, "rollups and readings are of different moments");
    let last = raw::number(copy, "SELECT MAX(start) FROM readings").await;
    let day = raw::number(copy, "SELECT MAX(day) FROM day_rollups").await;
    for table in TABLES {
        // The last day may have grown at the source since.
        let until = match table {
            "readings" => format!("WHERE start <= {last}"),
            "day_rollups" | "alerts" | "official_days" => format!("WHERE day < {day}"),
            _ => String::new(),
        };
        assert_eq!(content(source, table, &until).await, content(copy, table, &until).await, "{table}");
    }
}
