//! Mean power by wall-clock hour and day.
