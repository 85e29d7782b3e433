//! Answers of the specification's ORES contract: Wh, UTC start and end.
