//! Figures for the API.
