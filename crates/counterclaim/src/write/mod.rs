//! Room 10: the ledger written down.
