//! Days, times, durations and sets as the press writes them (`rules/en/time.toml`).
