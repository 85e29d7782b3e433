//! The one HTTP client for operators: time limits, quota, retries, body limit.
