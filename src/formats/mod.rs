//! What files and recorded answers of grid operators hold: bytes in, `domain` readings out. No I/O, no database.

pub mod detect;
pub mod enedis_2026;
pub mod enedis_v5;
pub mod fluvius_csv;
pub mod ores;
