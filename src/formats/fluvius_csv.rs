//! Fluvius quarter-hour exports: kWh with three decimals, two registers, doubled hours interleaved.
