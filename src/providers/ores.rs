//! The specification's ORES contract. Experimental.
