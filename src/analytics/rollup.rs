//! One local day of one series, summed up from its readings.
