//! Numbers in words and their qualifiers (`rules/en/number.toml`).
