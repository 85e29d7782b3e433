//! Two periods over the same elapsed part.
