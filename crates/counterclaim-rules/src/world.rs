//! Parties, camps, outlets and places (`world/*.tsv`).
