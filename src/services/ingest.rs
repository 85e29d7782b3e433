//! Writing readings: quality ranks, overlaps, rollups and anomalies in one transaction.
