//! What is not the report: page furniture, and what a reader would put right (`rules/en/furniture.toml`, `repair.toml`), and where sentences end (`sentence.toml`).
