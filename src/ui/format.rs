//! Numbers, dates and units in the reader’s language: one formatter for server and browser.
